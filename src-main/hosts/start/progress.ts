import type { StationState } from '../../../src-shared/contract.ts'

type Busy = StationState['busy']

/**
 * Shows the making of a register: a line that renews itself on a terminal, one line a quarter elsewhere. Call it with
 * every state; it says once when the work is over.
 */
export function progressPrinter(out: NodeJS.WriteStream): (busy: Busy) => void {
  let lastQuarter = -1
  let working = false
  return (busy) => {
    if (busy === null) {
      if (working) out.write(out.isTTY ? '\r\u001b[KThe demo register is ready.\n' : 'The demo register is ready.\n')
      working = false
      lastQuarter = -1
      return
    }
    working = true
    const share = busy.total === null || busy.total === 0 ? 0 : busy.done / busy.total
    const text = `Making the demo register: ${Math.floor(share * 100)} %`
    const quarter = Math.floor(share * 4)
    if (out.isTTY) out.write(`\r\u001b[K${text}`)
    else if (quarter > lastQuarter) out.write(`${text}\n`)
    lastQuarter = Math.max(lastQuarter, quarter)
  }
}

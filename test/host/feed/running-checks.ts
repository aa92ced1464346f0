import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { DataFolder } from '../../../src-main/app/ports.ts'
import type { StorePlace } from '../../store/store-place.ts'

/** A process that checks one person without a pause, and every proof that it was told is written. */
export interface RunningChecks {
  acknowledged(): number
  /** Puts every acknowledged check that the journal does not know into `faults`, and every check that failed; those from `from` on. */
  missing(folder: DataFolder, faults: string[], from?: number): void
  kill(): Promise<void>
}

/** Begins checking; the first proof is written when it comes back. */
export async function runningChecks({ data, keyFile }: StorePlace, person: string): Promise<RunningChecks> {
  const script = path.join(import.meta.dirname, 'checks-process.ts')
  const child = spawn(process.execPath, [script, data, keyFile, person], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const told: string[] = []
  const lost: string[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => void (line.startsWith('lost') ? lost : told).push(line))
  await once(lines, 'line')
  let seen = 0
  return {
    acknowledged: () => told.length,
    missing(folder, faults, from = seen) {
      seen = told.length
      const gone = told.slice(from, seen).filter((number) => folder.journal.lastVisit(checkMark(number)) === null)
      if (gone.length > 0) faults.push(`journal: ${gone.length} acknowledged checks are gone, the first is ${gone[0]}`)
      faults.push(...lost.splice(0))
      if (child.exitCode !== null) faults.push('nobody checks any more')
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** By what the journal knows the check of that number. */
export function checkMark(number: string): Uint8Array {
  return createHash('sha256').update(`check ${number}`).digest()
}

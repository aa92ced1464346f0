import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { stringsOf } from '../ui/strings.ts'
import type { Scanner } from './use-scanner.ts'

interface ScannerStatusProperties {
  readonly scanner: Scanner
  readonly language: Language
  readonly onOpen: () => void
}

/** The scanner in the status line: what the last test gave, or how it stands with its port. */
export function ScannerStatus({ scanner, language, onOpen }: ScannerStatusProperties): ReactNode {
  const strings = stringsOf(language).scanner.status
  const name = nameOf(scanner)
  const isBad = ['busy', 'unplugged', 'several', 'keyboardFaulty', 'serialFaulty'].includes(name)
  return (
    <button type="button" className="status-scanner" data-level={isBad ? 'bad' : undefined} data-testid="scanner-status" onClick={onOpen}>
      {strings.scanner} {strings[name]}
    </button>
  )
}

function nameOf({ serialState, result }: Scanner): Exclude<keyof ReturnType<typeof stringsOf>['scanner']['status'], 'scanner'> {
  const { phase } = serialState
  if (phase === 'busy' || phase === 'unplugged' || phase === 'several' || phase === 'opening') return phase
  if (phase === 'open') {
    if (result?.mode !== 'serial') return 'open'
    return result.isWhole ? 'serialWhole' : 'serialFaulty'
  }
  if (result?.mode !== 'keyboard') return 'untested'
  return result.isWhole ? 'keyboardWhole' : 'keyboardFaulty'
}

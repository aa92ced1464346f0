import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Shown } from '../../src-shared/contract.ts'
import type { Item } from '../../src-shared/intake/item.ts'
import { readShown, type ReadingOptions } from '../desk/reading.ts'
import { useLatest } from '../ui/use-latest.ts'
import { believedScan, provesItself } from './cut-scan.ts'
import { diagnoseKeyboard, diagnoseSerial, isWhole, type Diagnosis } from './diagnosis.ts'
import type { KeyScan } from './key-burst.ts'
import { shownFromScan } from './read-scan.ts'
import { shownFromSerial } from './read-serial.ts'
import { contentOf } from './scan-content.ts'
import { rememberedResult, rememberResult, type ScannerResult } from './scanner-memory.ts'
import { openSerialScanner, type SerialScanner, type SerialState } from './serial-scanner.ts'
import { openSuffixMemory } from './suffix-memory.ts'

interface ScannerProperties {
  readonly reading: ReadingOptions
  readonly onShown: (shown: Shown) => void
  /** What was shown last was only the beginning of a scan. */
  readonly onDiscard: () => void
  /** A code of the test card was scanned. */
  readonly onTest: () => void
}

/** The hand-held scanner at its keyboard or serial port. */
export interface Scanner {
  /** Takes what a keyboard-mode scanner has typed. */
  readonly onScan: (scan: KeyScan) => void
  readonly serial: SerialScanner
  readonly serialState: SerialState
  /** How each code of the test card came through, latest first, at most one of each. */
  readonly diagnoses: readonly Diagnosis[]
  /** What the last test gave, on this or an earlier day. */
  readonly result: ScannerResult
}

/** Turns what a scanner typed or sent into a thing shown; the codes of the test card into words about the scanner. */
export function useScanner({ reading, onShown, onDiscard, onTest }: ScannerProperties): Scanner {
  const [diagnoses, setDiagnoses] = useState<readonly Diagnosis[]>([])
  const [result, setResult] = useState(() => rememberedResult(localStorage))

  const [suffixes] = useState(() => openSuffixMemory(localStorage))
  /** The last scan that went to the desk: whether it proved itself; or it came another way, or did not go there. */
  const last = useRef<'whole' | 'doubtful' | 'elsewhere'>('elsewhere')

  function read(shown: Shown): Item | null {
    return readShown(shown, reading)
  }

  function tell(diagnosis: Diagnosis): void {
    // Another mode is another test.
    const others = diagnoses.filter(({ code, mode }) => code !== diagnosis.code && mode === diagnosis.mode)
    const next = [diagnosis, ...others]
    const kept = { mode: diagnosis.mode, isWhole: next.every(isWhole) }
    rememberResult(localStorage, kept)
    setDiagnoses(next)
    setResult(kept)
    onTest()
  }

  function onScan(scan: KeyScan): void {
    // Two whole codes shortly after each other are two.
    const before = scan.before === 'scan' && last.current === 'whole' ? 'silence' : scan.before
    const isRest = before === 'itself' || before === 'scan'
    if (isRest && last.current !== 'elsewhere') onDiscard()
    const content = contentOf(scan)
    const diagnosis = diagnoseKeyboard(content)
    if (diagnosis !== null) {
      if (isWhole(diagnosis)) suffixes.set(content.suffix)
      last.current = 'elsewhere'
      tell(diagnosis)
      return
    }
    const shown = shownFromScan(content, read)
    const item = read(shown)
    onShown(believedScan(shown, item, { before, suffix: content.suffix, usual: suffixes.usual() }))
    last.current = provesItself(item) ? 'whole' : 'doubtful'
    if (provesItself(item)) suffixes.learn(content.suffix)
  }

  function onCode(gathered: Uint8Array | 'noise'): void {
    const diagnosis = gathered === 'noise' ? null : diagnoseSerial(gathered)
    last.current = 'elsewhere'
    if (diagnosis === null) onShown(shownFromSerial(gathered, read))
    else tell(diagnosis)
  }

  const serial = useSerial(onCode)
  const serialState = useSyncExternalStore(serial.state.watch, serial.state.get)
  return { onScan, serial, serialState, diagnoses, result }
}

/** One scanner for as long as the desk is on the screen. */
function useSerial(onCode: (gathered: Uint8Array | 'noise') => void): SerialScanner {
  const latest = useLatest(onCode)
  const [scanner] = useState(() => openSerialScanner({ serial: navigator.serial, store: localStorage }))
  useEffect(() => {
    scanner.begin((gathered) => latest.current(gathered))
    return () => scanner.end()
  }, [scanner, latest])
  return scanner
}

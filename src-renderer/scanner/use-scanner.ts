import { useCallback } from 'react'
import type { Shown } from '../../src-shared/contract.ts'
import { readShown, type ReadingOptions } from '../desk/reading.ts'
import { useLatest } from '../ui/use-latest.ts'
import type { KeyScan } from './key-burst.ts'
import { shownFromScan } from './read-scan.ts'
import { contentOf } from './scan-content.ts'

interface ScannerProperties {
  readonly reading: ReadingOptions
  readonly onShown: (shown: Shown) => void
}

/** The hand-held scanner: what it typed or sent becomes a thing shown. */
export function useScanner(properties: ScannerProperties): { readonly onScan: (scan: KeyScan) => void } {
  const latest = useLatest(properties)
  const onScan = useCallback(
    (scan: KeyScan) => {
      const { reading, onShown } = latest.current
      onShown(shownFromScan(contentOf(scan), (shown) => readShown(shown, reading)))
    },
    [latest],
  )
  return { onScan }
}

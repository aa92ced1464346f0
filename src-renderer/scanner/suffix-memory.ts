import { z } from 'zod'
import type { ScanSuffix } from './scan-content.ts'

const keptSchema = z.object({ suffix: z.enum(['cr', 'lf', 'crlf', 'tab', 'none']), isDoubted: z.boolean() }).nullable()
type Kept = z.infer<typeof keptSchema>

const key = 'polis-desk.scanner-suffix'

/** What the keyboard-mode scanner of this station ends its codes with. */
export interface SuffixMemory {
  /** Null before the first scan. */
  usual(): ScanSuffix | null
  /** Learns from a code that came whole. One code without the usual suffix may have lost it; two in a row are a new setting. */
  learn(suffix: ScanSuffix): void
  /** Learns from the test of the scanner, at once. */
  set(suffix: ScanSuffix): void
}

/** Keeps it for the next start, where the store can be written. */
export function openSuffixMemory(store: Pick<Storage, 'getItem' | 'setItem'>): SuffixMemory {
  let kept = remembered(store)

  function keep(next: NonNullable<Kept>): void {
    if (kept?.suffix === next.suffix && kept.isDoubted === next.isDoubted) return
    kept = next
    try {
      store.setItem(key, JSON.stringify(next))
    } catch {
      // A full or forbidden store: it is learnt anew after the next start.
    }
  }

  return {
    usual: () => kept?.suffix ?? null,
    learn(suffix) {
      const isNew = kept === null || kept.suffix === 'none' || suffix !== 'none' || kept.isDoubted
      keep(isNew || kept === null ? { suffix, isDoubted: false } : { suffix: kept.suffix, isDoubted: true })
    },
    set: (suffix) => keep({ suffix, isDoubted: false }),
  }
}

function remembered(store: Pick<Storage, 'getItem'>): Kept {
  try {
    return keptSchema.catch(null).parse(JSON.parse(store.getItem(key) ?? 'null'))
  } catch {
    return null
  }
}

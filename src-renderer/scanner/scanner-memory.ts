import { z } from 'zod'

const resultSchema = z.object({ mode: z.enum(['keyboard', 'serial']), isWhole: z.boolean() }).nullable()

/** What the last test of the scanner gave; null before the first. */
export type ScannerResult = z.infer<typeof resultSchema>

const key = 'polis-desk.scanner-test'

/** What was remembered; a store that is closed, empty or damaged remembers nothing. */
export function rememberedResult(store: Pick<Storage, 'getItem'>): ScannerResult {
  try {
    return resultSchema.catch(null).parse(JSON.parse(store.getItem(key) ?? 'null'))
  } catch {
    return null
  }
}

/** Keeps it for the next start; where nothing can be kept, the test is made anew. */
export function rememberResult(store: Pick<Storage, 'setItem'>, result: ScannerResult): void {
  try {
    store.setItem(key, JSON.stringify(result))
  } catch {
    // A full or forbidden store costs a word in the status line.
  }
}

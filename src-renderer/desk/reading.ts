import type { Shown } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { Item } from '../../src-shared/intake/item.ts'

export interface ReadingOptions {
  readonly today: string
  readonly enpCheckDigit: 'refuse' | 'warn'
  readonly uncheckableSnils: 'accept' | 'refuse'
}

/** `unfinished` is said quietly: the text may still become something. */
export interface Preview {
  readonly tone: 'known' | 'unfinished' | 'unknown'
  readonly text: string
}

/** What a shown thing is read as on this side of the bridge; null where nothing was shown that could be read. */
export function readShown(shown: Shown, _options: ReadingOptions): Item | null {
  if ('unread' in shown) return null
  const text = 'text' in shown ? shown.text : ''
  if (/^\d{16}$/.test(text.replace(/\s/g, ''))) return { kind: 'enp', enp: text.replace(/\s/g, ''), confirm: false, warnings: [] }
  return { kind: 'unrecognised', reason: 'not-a-policy-code', detail: null, params: {}, warnings: [] }
}

/** What the one box says while somebody types; null for an empty box. */
export function previewText(text: string, options: ReadingOptions, _language: Language): Preview | null {
  if (text.trim() === '') return null
  const item = readShown({ text }, options)
  return item?.kind === 'enp' ? { tone: 'known', text: 'Полис · ЕНП' } : { tone: 'unfinished', text: '…' }
}

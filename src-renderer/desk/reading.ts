import type { Shown } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { Item } from '../../src-shared/intake/item.ts'
import { asScanned } from '../../src-shared/intake/misread-guard.ts'
import { previewItem } from '../../src-shared/intake/preview.ts'
import type { ItemWarning } from '../../src-shared/intake/item.ts'
import { describeWarnings } from '../../src-shared/intake/problem-texts.ts'
import { readItem } from '../../src-shared/intake/read-item.ts'
import type { ReadOptions } from '../../src-shared/intake/read-options.ts'

export type ReadingOptions = Omit<ReadOptions, 'as'> & {
  /** Warnings that go without saying here: in a demo folder every number is one of the test region. */
  readonly unsaid: readonly ItemWarning[]
}

/** What the box says about its text: a name for it once there is one, and a quiet or a firm line beneath. */
export interface BoxPreview {
  /** «Паспорт РФ», with the usual writing where it differs from what was typed; null where nothing is recognised yet. */
  readonly recognised: string | null
  readonly line: string | null
  readonly isProblem: boolean
}

/** What a shown thing is read as on this side of the bridge; null where nothing was shown that could be read. */
export function readShown(shown: Shown, options: ReadingOptions): Item | null {
  if ('unread' in shown) return null
  const hinted = shown.as === undefined ? options : { ...options, as: shown.as }
  const item =
    'text' in shown
      ? readItem({ text: shown.text }, hinted)
      : readItem({ bytes: Uint8Array.from(atob(shown.base64), (letter) => letter.charCodeAt(0)) }, hinted)
  return shown.scanned === true ? asScanned(item) : item
}

/** The live answer to what stands in the box; null for an empty one. */
export function previewText(text: string, options: ReadingOptions, language: Language): BoxPreview | null {
  const preview = previewItem(text, { ...options, language })
  if (preview.state === 'empty') return null
  const differs = preview.formatted !== null && comparable(preview.formatted) !== comparable(text)
  const recognised = [preview.kind, differs ? preview.formatted : null].filter((part) => part !== null).join(' · ')
  const line = [...warningsOf(preview.item, options, language), preview.hint].filter((part) => part !== null).join(' ')
  return { recognised: recognised === '' ? null : recognised, line: line === '' ? null : line, isProblem: preview.state === 'problem' }
}

/** What was put right or is odd in a thing shown; it never blocks. */
export function warningsOf(item: Item, options: Pick<ReadingOptions, 'unsaid'>, language: Language): readonly string[] {
  return describeWarnings({ ...item, warnings: item.warnings.filter((warning) => !options.unsaid.includes(warning)) }, language)
}

function comparable(text: string): string {
  return text.replace(/[^\p{L}\d]/gu, '').toLocaleLowerCase('ru')
}

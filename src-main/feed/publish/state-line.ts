import type { Marks } from './provenance.ts'
import { marksText, readMarks } from './provenance.ts'

/**
 * A line of the publisher's state: `"person","000000000001"<TAB>17<TAB>{…}`, or `!reason` in place of the record of one that was removed.
 * Behind the version stands `@` and of which lists the record is (`provenance.ts`), where it is of any; it is never published.
 * No tab stands in canonical JSON, so a line is taken apart without parsing.
 */
export interface StateLine {
  /** Entity and key as they stand in a published line. */
  readonly name: string
  readonly version: number
  readonly marks?: Marks
  /** Canonical JSON, or `!reason`. */
  readonly record: string
}

export function stateName(entity: string, key: string): string {
  return `"${entity}",${JSON.stringify(key)}`
}

/** `null` for a line that is none: the state is damaged. */
export function readStateLine(text: string): StateLine | null {
  const first = text.indexOf('\t')
  const second = text.indexOf('\t', first + 1)
  const [versionText = '', marksOf] = text.slice(first + 1, second).split('@')
  const version = Number(versionText)
  if (first < 1 || second < 0 || !Number.isSafeInteger(version) || version < 1) return null
  const line = { name: text.slice(0, first), version, record: text.slice(second + 1) }
  if (marksOf === undefined) return line
  const marks = readMarks(marksOf)
  return marks === null ? null : { ...line, marks }
}

export function stateText({ name, version, record, marks }: StateLine): string {
  const text = marks === undefined ? '' : marksText(marks)
  return `${name}\t${version}${text === '' ? '' : `@${text}`}\t${record}`
}

export function isRemoved({ record }: Pick<StateLine, 'record'>): boolean {
  return record.startsWith('!')
}

export function entityOf({ name }: Pick<StateLine, 'name'>): string {
  return name.slice(1, name.indexOf('"', 1))
}

/** The line as it is published (`published-line.ts`). */
export function publishedText({ name, version, record }: StateLine): string {
  return record.startsWith('!') ? `[${name},${version},null,${JSON.stringify(record.slice(1))}]` : `[${name},${version},${record}]`
}

/** True for a person whose record only says that they left this copy. No quote inside a value stands unescaped. */
export function isTombstone({ name, record }: Pick<StateLine, 'name' | 'record'>): boolean {
  return name.startsWith('"person"') && record.includes(',"removed":{')
}

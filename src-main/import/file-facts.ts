import type { CalendarDate } from '../../src-shared/calendar.ts'
import { readDate } from './dates.ts'
import { SourceFault } from './outcome.ts'
import type { RefusalCode, SourceFacts } from './outcome.ts'
import type { Profile } from './profile.ts'
import { elementName } from './read-xml.ts'

/** What the name and the header of a file state. */
export type StatedFacts = Pick<SourceFacts, 'asOf' | 'series' | 'order' | 'statedRows'>

/** Notes a refusal that an administrator may have lifted; throws where that is not so. */
export type Objection = (code: RefusalCode, params: Readonly<Record<string, string>>) => void

/** A file that was taken before; kept by whoever runs imports, one for every series. */
export interface AcceptedFile {
  readonly series: string
  readonly order: readonly (string | number)[]
  readonly sha256: string
}

/** The named parts of a file name; null where it is no name of this profile. */
export function nameParts(profile: Profile, fileName: string): Readonly<Record<string, string>> | null {
  const match = new RegExp(profile.fileName, 'iu').exec(withoutEnding(fileName))
  if (match === null) return null
  const parts = Object.entries(match.groups ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(parts)
}

/**
 * Reads what a file states about itself and checks it against its name and the profile (register sources §5.4). Throws SourceFault
 * `name-unexpected`, `header-missing`, `other-party`; objects with `name-differs`. `givenDay` counts where the profile says that the file
 * does not tell its day.
 */
export function statedFacts(
  profile: Profile,
  fileName: string,
  header: ReadonlyMap<string, string>,
  object: Objection,
  givenDay: CalendarDate | null = null,
): StatedFacts {
  const parts = nameParts(profile, fileName)
  if (parts === null) throw new SourceFault('name-unexpected', { file: fileName, pattern: profile.fileName })
  const valueOf = ({ from, key }: { from: 'name' | 'header'; key: string }): string => {
    const value = from === 'name' ? parts[key] : header.get(elementName(key))
    if (value === undefined || value === '') throw new SourceFault('header-missing', { key, from })
    return value
  }
  for (const own of profile.own) {
    const found = valueOf(own)
    if (found !== own.value) throw new SourceFault('other-party', { key: own.key, found: found.slice(0, 40), expected: own.value })
  }
  const { rows, fileName: nameKey } = profile.stated
  if (nameKey !== null) {
    const statedName = withoutEnding(valueOf({ from: 'header', key: nameKey })).toLowerCase()
    if (statedName !== withoutEnding(fileName).toLowerCase()) object('name-differs', { file: fileName, stated: statedName.slice(0, 60) })
  }
  const statedRows = rows === null ? null : Number(valueOf({ from: 'header', key: rows }))
  if (statedRows !== null && !Number.isSafeInteger(statedRows)) throw new SourceFault('header-missing', { key: rows ?? '', from: 'header' })
  const series = [profile.id, ...profile.series.map(valueOf)].join('/')
  const order = profile.order.map((part) => {
    // Only a number may be left out of a name: the first file of a day has none (register sources §5.4).
    if (part.as !== 'number') return valueOf(part)
    const number = Number(part.from === 'name' ? (parts[part.key] ?? '0') : valueOf(part))
    // A longer one is none, and could not be remembered.
    if (!Number.isSafeInteger(number)) throw new SourceFault('header-missing', { key: part.key, from: part.from })
    return number
  })
  const asOf = profile.asOf === null ? givenDay : readDate(valueOf(profile.asOf), [profile.asOf.format])
  if (asOf === null) throw new SourceFault('header-missing', { key: profile.asOf?.key ?? 'asOf', from: profile.asOf?.from ?? 'options' })
  return { asOf, series, order: order.length === 0 ? [asOf] : order, statedRows }
}

/**
 * Compares a file with the last one of its series that was taken: objects with `same-bytes`, `already-loaded` or `older-than-loaded`
 * (register sources §5.4).
 */
export function checkOrder(file: AcceptedFile, last: AcceptedFile | null, hasBytes: boolean, object: Objection): void {
  if (hasBytes || last?.sha256 === file.sha256) object('same-bytes', { series: file.series })
  if (last === null) return
  const compared = compareOrder(file.order, last.order)
  if (compared === 0) object('already-loaded', { series: file.series, order: file.order.join(' ') })
  if (compared < 0) object('older-than-loaded', { series: file.series, order: file.order.join(' '), last: last.order.join(' ') })
}

/** Negative where the first comes before; numbers compare as numbers, so that file 10 follows file 9. */
export function compareOrder(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  for (let place = 0; place < Math.max(one.length, other.length); place += 1) {
    const [left = 0, right = 0] = [one[place], other[place]]
    if (typeof left === 'number' && typeof right === 'number') {
      if (left !== right) return left - right
    } else if (String(left) !== String(right)) return String(left) < String(right) ? -1 : 1
  }
  return 0
}

function withoutEnding(name: string): string {
  return name.replace(/\.(csv|txt|xml|dbf|zip)$/i, '')
}

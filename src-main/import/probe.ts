import { byteEvidence, createDecoder, encodingByName, russianShare } from './encoding.ts'
import type { EncodingName } from './encoding.ts'
import { SourceFault } from './outcome.ts'
import type { Profile } from './profile.ts'
import { planColumns, readProfileRows } from './profile-rows.ts'
import type { ColumnPlan } from './profile-rows.ts'
import { looksLikeDbf, readDbfHead } from './read-dbf-rows.ts'
import type { ByteStream, RawRow } from './rows.ts'

/** How a file is to be read. */
export interface Probe {
  readonly encoding: EncodingName
  readonly plan: ColumnPlan
}

const SAMPLE = 256 << 10
const SAMPLE_ROWS = 500
/** A name is Russian when nearly all of its letters are. In the right encoding most names are; in a wrong one hardly any. */
const RUSSIAN = 0.9
const MOST = 0.5
const HARDLY_ANY = 0.1

/**
 * Looks at the beginning of a file: its kind by content, never by its name's ending, its encoding and its columns (register sources
 * §5.5, rules 2 and 3). `chosen` is the encoding that a person chose after `encoding-doubtful`. Throws SourceFault.
 */
export async function probeSource(bytes: ByteStream, profile: Profile, chosen: EncodingName | null): Promise<Probe> {
  const sample = await sampleOf(bytes)
  const found = kindOf(sample)
  if (found !== profile.form) throw new SourceFault('kind-differs', { found, expected: profile.form })
  const encoding = chosen ?? (await encodingOf(sample, profile))
  return { encoding, plan: planColumns(profile, await sampleRows(sample, profile, encoding)) }
}

/** XML by its first character, DBF by its head, else a table in text. */
export function kindOf(sample: Uint8Array): Profile['form'] {
  if (looksLikeDbf(sample)) return 'dbf'
  const start = new TextDecoder('latin1').decode(sample.subarray(0, 200)).replace(/^(?:ï»¿)?\s*/, '')
  return start.startsWith('<') ? 'xml' : 'csv'
}

/** The encoding that an XML declaration or the head of a DBF names; null where neither does. */
export function declaredEncoding(sample: Uint8Array, kind: Profile['form']): EncodingName | null {
  if (kind === 'dbf') return readDbfHead(sample)?.encoding ?? null
  if (kind !== 'xml') return null
  const start = new TextDecoder('latin1').decode(sample.subarray(0, 200))
  const name = /^(?:ï»¿)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1]
  if (name === undefined) return null
  const encoding = encodingByName(name)
  if (encoding === null) throw new SourceFault('encoding-unsupported', { found: name })
  return encoding
}

async function encodingOf(sample: Uint8Array, profile: Profile): Promise<EncodingName> {
  const declared = declaredEncoding(sample, profile.form)
  const head = profile.form === 'dbf' ? (readDbfHead(sample)?.headLength ?? 0) : 0
  const evidence = byteEvidence(sample.subarray(head))
  if (evidence === 'other-mark') throw new SourceFault('encoding-unsupported', { found: 'utf-16' })
  if (evidence === 'ascii') return declared ?? (profile.encodings.includes('utf-8') ? 'utf-8' : (profile.encodings[0] ?? 'utf-8'))
  const isUtf8 = evidence === 'mark' || evidence === 'utf-8'
  if (declared !== null && (declared === 'utf-8') !== isUtf8) {
    throw new SourceFault('encoding-contradicts', { declared, found: isUtf8 ? 'utf-8' : 'windows-1251, ibm866' })
  }
  return isUtf8 ? 'utf-8' : singleByteEncoding(sample, profile, declared)
}

/** Of the single-byte encodings the one in which the names are Russian; a declared one must not be plainly worse than another. */
async function singleByteEncoding(sample: Uint8Array, profile: Profile, declared: EncodingName | null): Promise<EncodingName> {
  const readings: { encoding: EncodingName; share: number; names: readonly string[] }[] = []
  for (const encoding of ['windows-1251', 'ibm866'] as const) {
    if (encoding !== declared && !profile.encodings.includes(encoding)) continue
    const names = await namesIn(sample, profile, encoding)
    readings.push({ encoding, share: shareOfRussian(names, sample, encoding), names })
  }
  const [best, second] = readings.toSorted((one, other) => other.share - one.share)
  if (best === undefined) throw new SourceFault('encoding-unsupported', { found: 'windows-1251, ibm866' })
  const isClear = best.share >= MOST && (second?.share ?? 0) <= HARDLY_ANY
  if (declared !== null && (!isClear || best.encoding === declared)) return declared
  if (declared !== null) throw new SourceFault('encoding-contradicts', { declared, found: best.encoding })
  if (isClear) return best.encoding
  const samples = Object.fromEntries(readings.map(({ encoding, names }) => [encoding, names.slice(0, 3)]))
  throw new SourceFault('encoding-doubtful', { encodings: readings.map(({ encoding }) => encoding).join(', ') }, { samples })
}

/** The share of names that are Russian; without names, how Russian the sample as a whole is. */
function shareOfRussian(names: readonly string[], sample: Uint8Array, encoding: EncodingName): number {
  if (names.length === 0) return russianShare(createDecoder(encoding).decode(sample)) ?? 0
  return names.filter((name) => (russianShare(name) ?? 0) >= RUSSIAN).length / names.length
}

/** Full names of the first rows with letters beyond ASCII; empty where the columns cannot be found in this encoding. */
async function namesIn(sample: Uint8Array, profile: Profile, encoding: EncodingName): Promise<readonly string[]> {
  const rows = await sampleRows(sample, profile, encoding)
  let plan: ColumnPlan
  try {
    plan = planColumns(profile, rows)
  } catch (error) {
    if (error instanceof SourceFault) return []
    throw error
  }
  const places = (['familyName', 'givenName', 'patronymic'] as const)
    .map((field) => plan.places.get(field))
    .filter((one) => one !== undefined)
  return rows
    .slice(plan.skip)
    .map((row) => ('cells' in row ? places.map((place) => row.cells[place] ?? '').join(' ') : ''))
    .filter((name) => /[^\0-\u007f]/.test(name))
}

/** A sample ends in the middle of something, so what is wrong at its end does not count. */
async function sampleRows(sample: Uint8Array, profile: Profile, encoding: EncodingName): Promise<readonly RawRow[]> {
  const rows: RawRow[] = []
  try {
    for await (const batch of readProfileRows(oneChunk(sample), profile, encoding)) {
      rows.push(...batch.rows)
      if (rows.length >= SAMPLE_ROWS) break
    }
  } catch (error) {
    const isCut = error instanceof SourceFault && error.refusal.code !== 'columns-missing' && error.refusal.code !== 'dbf-field-type'
    if (!isCut) throw error
  }
  return rows.slice(0, SAMPLE_ROWS)
}

/** The beginning of a file, some hundred kilobytes. */
export async function sampleOf(bytes: ByteStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= SAMPLE) break
  }
  return Buffer.concat(chunks)
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

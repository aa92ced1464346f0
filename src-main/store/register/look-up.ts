import { compareBirthDate } from '../../../src-shared/identity/birth-date.ts'
import { documentKey } from '../../../src-shared/identity/documents.ts'
import { policyNumberKey, policyTypeLetter, policyTypes } from '../../../src-shared/policy/numbers.ts'
import type { UsableItem } from '../../../src-shared/intake/item.ts'
import type { LookupKey } from '../../../src-shared/coverage/facts.ts'
import type { Connection } from '../encrypted-database.ts'
import type { CodeReader } from './codes.ts'
import { ROWS_PER_PERSON, dostCodes, packDate, unpackDate } from './packed-values.ts'
import { personNameKey, wordsKey } from './search-keys.ts'
import { overSegments } from './segments.ts'
import type { Segments } from './segments.ts'

/** What one item found by one key: row numbers of people, ascending. */
export interface Hit {
  readonly key: LookupKey
  readonly rows: readonly number[]
}

/** Finds row numbers of people by exact, normalised keys. */
export interface LookUp {
  /**
   * The keys of one item in the order of coverage rules §2 step 3. What an item tells besides its number (names and birth date of
   * a barcode or an MRZ) is asked only when the number finds nobody.
   */
  item(item: UsableItem): readonly Hit[]
  /** The row of a record by the source's id, or null. */
  sourceId(id: string): number | null
}

/** More people than this under one key tell nothing more: the answer is a list too long to choose from. */
const MOST_HITS = 100

/** The texts of the statements, for the tests of their query plans. */
export function lookUpStatements(segments: Segments): Readonly<Record<string, string>> {
  return {
    enp: `${overSegments('person', segments, 'SELECT id FROM person WHERE enp = @key')}
      UNION ALL SELECT id / ${ROWS_PER_PERSON} FROM other_enp WHERE enp = @key`,
    policyNumber: overSegments(
      'policy_number',
      segments,
      `SELECT id / ${ROWS_PER_PERSON} AS id, (SELECT type FROM policy WHERE policy.id = policy_number.id) AS type
        FROM policy_number WHERE number_key = @key`,
    ),
    document: overSegments('document', segments, `SELECT id / ${ROWS_PER_PERSON} FROM document WHERE number_key = @key`),
    snils: overSegments('person', segments, 'SELECT id FROM person WHERE snils = @key'),
    name: overSegments(
      'person',
      segments,
      `SELECT id, patronymic, birth_date AS birthDate, (SELECT dost FROM person_exception WHERE person_exception.id = person.id) AS dost
        FROM person WHERE name_key = @key AND birth_date BETWEEN @from AND @to`,
    ),
    sourceId: overSegments('person', segments, 'SELECT id FROM person WHERE source_id = @key'),
  }
}

interface NamedRow {
  readonly id: number
  readonly patronymic: string | null
  readonly birthDate: number
  readonly dost: string | null
}

interface AskedName {
  readonly familyName: string | null
  readonly givenName: string | null
  readonly patronymic: string | null
  readonly birthDate: string
  /** The name was cut, so the patronymic is the beginning of the whole one. */
  readonly cut: boolean
}

export function createLookUp(database: Connection, segments: Segments, codes: CodeReader): LookUp {
  const statements = lookUpStatements(segments)
  const prepareIds = (text: string | undefined) => database.prepare<[{ key: string | number }], number>(text ?? '').pluck()
  const enp = prepareIds(statements['enp'])
  const document = prepareIds(statements['document'])
  const snils = prepareIds(statements['snils'])
  const sourceId = prepareIds(statements['sourceId'])
  const policyNumber = database.prepare<[{ key: string }], { id: number; type: number }>(statements['policyNumber'] ?? '')
  const name = database.prepare<[{ key: string; from: number; to: number }], NamedRow>(statements['name'] ?? '')

  const byEnp = (number: string): Hit => ({ key: 'enp', rows: distinct(enp.all({ key: number })) })
  const byDocument = (type: number, series: string | null, number: string): Hit => ({
    key: 'document',
    rows: distinct(document.all({ key: documentKey(type, series, number) })),
  })
  const byPolicyNumber = (kind: PolicyNumberKind, series: string | null, number: string): Hit => {
    const rows = policyNumber.all({ key: policyNumberKey(series, number) }).filter((row) => mayBe(kind, codes.text(row.type)))
    return { key: 'policy-number', rows: distinct(rows.map((row) => row.id)) }
  }
  const byName = (asked: AskedName): Hit => {
    const from = packDate(`${asked.birthDate.slice(0, 4)}-00-00`)
    const key = personNameKey(asked.familyName, asked.givenName)
    const rows = name.all({ key, from, to: from + 9999 }).filter((row) => agrees(asked, row))
    return { key: 'name-and-birth-date', rows: distinct(rows.map((row) => row.id)) }
  }
  /** A number first; names and birth date beside it only when it finds nobody. */
  const numberThenName = (first: Hit, item: NameBesideNumber): readonly Hit[] => {
    const { familyName, givenName, birthDate } = item
    if (first.rows.length > 0 || birthDate === null || (familyName === null && givenName === null)) return [first]
    return [first, byName({ ...item, birthDate })]
  }

  return {
    item(item) {
      switch (item.kind) {
        case 'policy-barcode':
          return numberThenName(byEnp(item.enp), { ...item, cut: item.nameFieldFull })
        case 'enp':
          return [byEnp(item.enp)]
        case 'old-policy':
          return [byPolicyNumber(item.kind, item.series, item.number)]
        case 'temporary-certificate':
        case 'uek-card':
          return [byPolicyNumber(item.kind, null, item.number)]
        case 'document':
          return [byDocument(item.type, item.series, item.number)]
        case 'snils':
          return [{ key: 'snils', rows: distinct(snils.all({ key: Number(item.snils) })) }]
        case 'mrz':
          return numberThenName(byDocument(item.type, item.series, item.number), { ...item, cut: item.nameMayBeCut })
        case 'name-and-birth-date':
          return [byName({ ...item, cut: false })]
      }
    },
    sourceId: (id) => sourceId.get({ key: id }) ?? null,
  }
}

type NameBesideNumber = Omit<AskedName, 'birthDate'> & { readonly birthDate: string | null }
type PolicyNumberKind = 'old-policy' | 'temporary-certificate' | 'uek-card'

const KNOWN_LETTERS = new Set(policyTypes.map((type) => type.letter))
const LETTERS: Readonly<Record<PolicyNumberKind, ReadonlySet<string>>> = {
  'old-policy': new Set(['С']),
  'temporary-certificate': new Set(['В', 'Е']),
  'uek-card': new Set(['К']),
}

/** A policy of a type that this program does not know may be of any kind; the rules judge it. */
function mayBe(kind: PolicyNumberKind, type: string): boolean {
  const letter = policyTypeLetter(type)
  return LETTERS[kind].has(letter) || !KNOWN_LETTERS.has(letter)
}

function agrees(asked: AskedName, row: NamedRow): boolean {
  const dates = compareBirthDate(asked.birthDate, unpackDate(row.birthDate), dostCodes(row.dost))
  if (dates !== 'equal' && dates !== 'partly') return false
  const shown = wordsKey(asked.patronymic)
  const held = wordsKey(row.patronymic)
  if (shown === null || held === null || shown === held) return true
  return asked.cut && held.startsWith(shown)
}

function distinct(rows: readonly number[]): readonly number[] {
  if (rows.length < 2) return rows
  return [...new Set(rows)].toSorted((one, other) => one - other).slice(0, MOST_HITS)
}

import { personId } from '../../../src-main/app/demo/numbers.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import type { RegisterRecord } from '../../../src-shared/register/record.ts'
import { shiftedEnp } from './region.ts'

/** How a night's changes are made up, in twentieths. */
type Turn = 'attached' | 'insured' | 'document' | 'born' | 'left' | 'died' | 'renamed'
const TURNS: readonly Turn[] = [
  ...repeated('attached', 8),
  ...repeated('insured', 4),
  ...repeated('document', 3),
  ...repeated('born', 2),
  'left',
  'died',
  'renamed',
]

/** Beyond the ids and serials of the region (region.ts). */
const BORN_IDS = 900_000_000_000
const BORN_SERIALS = 8500

/** The records of a region after a night of exactly so many changes, spread evenly over its people; `day` is that night's. */
export function* afterNight(
  records: Iterable<RegisterRecord>,
  people: number,
  changes: number,
  day: string,
): Generator<RegisterRecord, void, void> {
  const every = Math.max(1, Math.floor(people / changes))
  let seen = 0
  let turned = 0
  for (const record of records) {
    if (!('person' in record) || seen++ % every !== every - 1 || turned >= changes) {
      yield record
      continue
    }
    const turn = TURNS[turned % TURNS.length] ?? 'attached'
    turned += 1
    if (turn === 'born') yield record
    if (turn !== 'left') yield { person: turnedBy(turn, record.person, turned, day) }
  }
}

function turnedBy(turn: Exclude<Turn, 'left'>, person: Person, turned: number, day: string): Person {
  switch (turn) {
    case 'attached':
      return {
        ...person,
        attachments: [
          ...person.attachments,
          { areaType: '1', clinicCode: String(20 + (turned % 12)).padStart(6, '0'), area: '7', from: day, to: null, status: 'ДПП' },
        ],
      }
    case 'insured':
      return {
        ...person,
        policies: [
          ...person.policies,
          {
            type: 'Ц',
            status: 'ДПП',
            enp: person.enp,
            series: null,
            number: null,
            from: day,
            to: null,
            certificateTo: null,
            insurer: '00002',
            printedInsurer: null,
          },
        ],
      }
    case 'document':
      return { ...person, documents: [...person.documents, passport(turned, day)] }
    case 'born':
      return {
        ...person,
        id: personId(BORN_IDS + turned),
        enp: person.enp === null ? null : shiftedEnp(person.enp, BORN_SERIALS + (turned % 400)),
        formerEnps: [],
        snils: null,
        documents: [passport(turned, day)],
        policies: [],
        redirect: null,
      }
    case 'died':
      return { ...person, status: 'НСН', deathDate: day }
    case 'renamed':
      return { ...person, familyName: `${person.familyName ?? 'ИВАНОВА'}-НОВАЯ` }
  }
}

function passport(turned: number, day: string): Person['documents'][number] {
  const number = String((turned * 7919) % 1_000_000).padStart(6, '0')
  return { type: 14, series: '00 99', number, issuedOn: day, expiresOn: null, status: 'ДПП' }
}

function repeated(turn: Turn, times: number): Turn[] {
  return Array.from({ length: times }, () => turn)
}

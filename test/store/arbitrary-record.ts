import fc from 'fast-check'
import { calendarDate } from '../../src-shared/calendar.ts'
import type { Insurer, Person } from '../../src-shared/register/person.ts'
import type { RegisterRecord } from '../../src-shared/register/record.ts'

const orNull = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(arbitrary, { nil: null })
const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
/** Well-formed texts without NUL, which is what the store promises to keep as they are. */
const text = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: fc.constantFrom(...'АБВЁЙЪабвё -.\'ABCİ№"\\,\n'), minLength, maxLength }),
      fc.string({ unit: 'binary', minLength, maxLength }),
    )
    .map((value) => value.replaceAll('\0', ' ').slice(0, maxLength))
    .map((value) => (value.isWellFormed() ? value : value.toWellFormed()))

const date = fc
  .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([year, month, day]) => calendarDate(Math.max(1, year), month, Math.min(day, 28)) ?? '2000-02-29')
/** Registers hold unknown parts as 00, and dates that stand in no calendar. */
const birthDate = fc.oneof(
  date,
  digits(8).map((packed) => `${packed.slice(0, 4)}-${packed.slice(4, 6)}-${packed.slice(6)}`),
)
const code = fc.oneof(fc.constantFrom('ДПП', 'ДНП', 'НАП', 'Ц', 'П', 'С'), text(1, 12))
const enp = digits(16)

export const arbitraryPerson: fc.Arbitrary<Person> = fc.record({
  id: text(1, 40),
  enp: orNull(enp),
  formerEnps: fc.array(enp, { maxLength: 3 }),
  familyName: orNull(text(0, 200)),
  givenName: orNull(text(0, 200)),
  patronymic: orNull(text(0, 200)),
  birthDate,
  dost: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  sex: orNull(fc.constantFrom('male', 'female')),
  snils: orNull(digits(11)),
  status: code,
  deathDate: orNull(date),
  redirect: orNull(text(1, 40)),
  removed: orNull(fc.record({ reason: text(1, 40), on: orNull(date) })),
  contacts: fc.constantFrom('present', 'none', 'not-carried'),
  policies: fc.array(
    fc.record({
      type: code,
      status: code,
      enp: orNull(enp),
      series: orNull(text(0, 40)),
      number: orNull(text(0, 40)),
      from: date,
      to: orNull(date),
      certificateTo: orNull(date),
      insurer: orNull(digits(5)),
      printedInsurer: orNull(digits(5)),
    }),
    { maxLength: 4 },
  ),
  documents: fc.array(
    fc.record({
      type: fc.integer({ min: 1, max: 99 }),
      series: orNull(text(0, 40)),
      number: text(1, 40),
      issuedOn: orNull(date),
      expiresOn: orNull(date),
      status: code,
    }),
    { maxLength: 4 },
  ),
  attachments: fc.array(
    fc.record({ areaType: text(1, 8), clinicCode: text(1, 20), area: orNull(text(0, 40)), from: date, to: orNull(date), status: code }),
    { maxLength: 3 },
  ),
  representatives: fc.array(
    fc.record({
      familyName: orNull(text(0, 200)),
      givenName: orNull(text(0, 200)),
      patronymic: orNull(text(0, 200)),
      person: orNull(text(0, 40)),
    }),
    { maxLength: 2 },
  ),
})

export const arbitraryInsurer: fc.Arbitrary<Insurer> = fc.record({
  code: digits(5),
  name: text(1, 400),
  hotLine: orNull(text(0, 60)),
  closedOn: orNull(date),
})

export const arbitraryRecord: fc.Arbitrary<RegisterRecord> = fc.oneof(
  arbitraryPerson.map((person) => ({ person })),
  arbitraryInsurer.map((insurer) => ({ insurer })),
)

import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../src-shared/coverage/evaluate.ts'
import { tablesWith } from '../../../src-shared/coverage/tables.ts'
import { personSchema } from '../../../src-shared/register/person.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { parseProfile } from '../../../src-main/import/profile.ts'
import type { Profile } from '../../../src-main/import/profile.ts'
import profileFile from '../../vectors/import/generic-table.profile.json' with { type: 'json' }
import policyVectors from '../../vectors/coverage/step-7-policies.json' with { type: 'json' }
import { importBytes, shown } from './import-file.ts'

const columns = [
  'oip',
  'enp',
  'surname',
  'name',
  'patronymic',
  'born',
  'sex',
  'state',
  'died',
  'merged',
  'dost',
  'policy',
  'policy state',
  'from',
  'to',
  'insurer',
  'doc',
  'series',
  'number',
  'snils',
  'clinic',
  'attached',
]
const ivanov: Readonly<Record<string, string>> = {
  oip: '000000000001',
  enp: '0056410834000014',
  surname: 'ИВАНОВ',
  name: 'ИВАН',
  patronymic: 'ИВАНОВИЧ',
  born: '1985-03-15',
  sex: 'М',
  state: 'ДПП',
  policy: 'Ц',
  'policy state': 'ДПП',
  from: '2023-01-10',
  insurer: '00001',
  doc: '14',
  series: '00 00',
  number: '000001',
}
const line = (row: Readonly<Record<string, string>>) => columns.map((column) => row[column] ?? '').join(',')
const table = (...rows: readonly Readonly<Record<string, string>>[]) => [columns.join(','), ...rows.map(line), ''].join('\r\n')

function profileWith(change: Readonly<Record<string, unknown>> = {}): Profile {
  // Through JSON, as a file has it: what is undefined is not there.
  const parsed = parseProfile(JSON.parse(JSON.stringify({ ...profileFile, ...change })))
  if (!parsed.ok) throw new Error(parsed.error.join('\n'))
  return parsed.value
}

const run = async (text: string, change: Readonly<Record<string, unknown>> = {}) =>
  importBytes('people-20240801.csv', Buffer.from(text), { profile: profileWith(change) })
const lines = async (text: string, change = {}) => (await run(text, change)).map(shown)

async function personOf(row: Readonly<Record<string, string>>, change = {}): Promise<Person> {
  const [person] = (await run(table(row), change)).flatMap((one) =>
    one.kind === 'record' && 'person' in one.record ? [one.record.person] : [],
  )
  if (person === undefined) throw new Error('no record')
  expect(personSchema.safeParse(person).success).toBe(true)
  return person
}

/** The outcome of a check in which this person, shown with a passport, is the only one whom the copy knows. */
function outcomeOf(person: Person): string {
  const [vector] = policyVectors
  const lookups = [{ item: 0, key: 'document', people: [person.id] }]
  const facts = { ...vector?.facts, people: [person], evidence: { ...vector?.facts.evidence, lookups } }
  const { outcome, reasons } = evaluate(facts, { tables: tablesWith([]), language: 'ru' })
  return `${outcome} ${reasons[0]?.code}`
}

describe('a generic table', () => {
  it('gives a person whose policy can be judged', async () => {
    const person = await personOf({ ...ivanov, snils: '112-233-445 95', clinic: '000001', attached: '01.02.2020' })
    expect(person).toMatchObject({
      id: '000000000001',
      sex: 'male',
      status: 'ДПП',
      snils: '11223344595',
      policies: [{ type: 'Ц', status: 'ДПП', enp: '0056410834000014', from: '2023-01-10', to: null, insurer: '00001' }],
      attachments: [{ areaType: '1', clinicCode: '000001', from: '2020-02-01', to: null }],
    })
    expect(outcomeOf(person)).toBe('covered digital-policy')
  })

  it('does not take a document for a current one unless the table or the profile says so', async () => {
    const person = await personOf(ivanov, { constants: {} })
    expect(outcomeOf(person)).toBe('needs-a-look document-not-sufficient')
  })

  it.each([
    ['the status of the policy is one that nobody knows', { 'policy state': 'ЖЖЖ' }, {}],
    ['the status of the person is missing', { state: '' }, {}],
    ['no policy is given', { policy: '', 'policy state': '', from: '' }, {}],
    ['the table has no column for the status of policies', {}, { policyStatus: undefined }],
    ['the table has no column for the status of people', {}, { personStatus: undefined }],
  ])('never makes anybody covered, nor uncovered, where %s', async (_, row, fields) => {
    const person = await personOf({ ...ivanov, ...row }, { fields: { ...profileFile.fields, ...fields } })
    expect(outcomeOf(person)).toBe('needs-a-look unknown-status')
  })

  it('leaves nobody alive whose death another row of theirs tells', async () => {
    const rows = [
      { ...ivanov, died: '2024-07-01' },
      { ...ivanov, attached: '2024-01-01', clinic: '000001' },
    ]
    const outcomes = await importBytes('people-20240801.csv', Buffer.from(table(...rows)), { profile: profileWith() })
    const records = outcomes.filter(({ kind }) => kind === 'record')
    expect(records).toMatchObject([{ record: { person: { deathDate: '2024-07-01', attachments: [{ from: '2024-01-01' }] } } }])
  })

  it.each([
    ['a policy without beginning', { from: '' }, 'policyFrom value-missing'],
    ['a policy without status', { 'policy state': '' }, 'policyStatus value-missing'],
    ['a policy without type', { policy: '' }, 'policyType value-missing'],
    ['a policy that ends before it begins', { to: '2022-01-10' }, 'policyTo date-order'],
    ['an insurer of four digits', { insurer: '0001' }, 'insurer value-format'],
    ['a death before the birth', { died: '1985-03-14' }, 'deathDate date-order'],
    ['a death in the future', { died: '2025-01-01' }, 'deathDate date-in-future'],
    ['an unknown sex', { sex: 'М/Ж' }, 'sex unknown-code'],
    ['a DOST code that does not exist', { dost: '17' }, 'dost value-format'],
    ['no id', { oip: '' }, 'id key-missing'],
    ['an id of 41 characters', { oip: '0'.repeat(41) }, 'id value-too-long'],
    ['a number of 41 characters', { number: '0'.repeat(41) }, 'documentNumber value-too-long'],
    ['a name of 201 letters', { surname: 'А'.repeat(201) }, 'familyName value-too-long'],
    ['a status of 13 letters', { state: 'А'.repeat(13) }, 'personStatus unknown-code'],
    ['an unknown day without DOST', { born: '1985-03-00' }, 'birthDate date-impossible'],
    ['a date of another century', { born: '0985-03-15' }, 'birthDate date-too-early'],
  ])('sets %s aside', async (_, row, reason) => {
    expect(await lines(table({ ...ivanov, ...row }))).toContain(`rejected 2 ${reason}`)
  })

  it.each([
    ['4', '1985-03-00'],
    ['5', '1985-00-00'],
    ['45', '1985-03-00'],
    ['6', '1985-02-30'],
    ['1 4', '00.03.1985'],
  ])('takes with DOST %s the birth date %s', async (dost, born) => {
    expect((await personOf({ ...ivanov, dost, born })).dost).toEqual([...dost].filter((digit) => digit !== ' ').map(Number))
  })

  it('keeps death, redirects and odd types for the rules', async () => {
    const person = await personOf({ ...ivanov, died: '2024-01-02', merged: '000000000002', policy: 'Ж', state: 'НCН' })
    expect(person).toMatchObject({ deathDate: '2024-01-02', redirect: '000000000002', status: 'НСН', policies: [{ type: 'Ж', enp: null }] })
  })

  it('puts several policies and documents of a person together, wherever the rows stand', async () => {
    const other = { ...ivanov, oip: '000000000009', enp: '', number: '000009' }
    const older = { ...ivanov, policy: 'П', from: '2015-01-01', to: '2023-01-09', 'policy state': 'НАП', number: '000007' }
    const outcomes = await run(table(older, other, ivanov, ivanov))
    expect(outcomes.map(shown).slice(1)).toEqual(['record 3', 'record 5', 'duplicate 4 of 5', 'merged 2 into 5', 'finished'])
    const record = outcomes.find((one) => one.kind === 'record' && one.place.line === 5)
    expect(record).toMatchObject({
      record: { person: { policies: [{ type: 'Ц' }, { type: 'П' }], documents: [{ number: '000001' }, { number: '000007' }] } },
    })
  })

  it('reads quotation marks as RFC 4180 has them, over several lines too', async () => {
    const quoted = line({ ...ivanov, patronymic: '"ИВАНО""ВИЧ"', number: '"000,001"' })
    const broken = line({ ...ivanov, oip: '2', clinic: '"a\nb\nc"' })
    const outcomes = await run([columns.join(','), quoted, broken, line({ ...ivanov, oip: '3' })].join('\n'))
    expect(outcomes.map(shown)).toEqual([
      'source utf-8',
      'record 2 document-mask',
      'rejected 3 clinicCode control-character',
      'record 6',
      'finished',
    ])
    expect(outcomes[1]).toMatchObject({ record: { person: { patronymic: 'ИВАНО"ВИЧ', documents: [{ number: '000,001' }] } } })
  })

  it('loses a line with an open quotation mark, not those after it', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => line({ ...ivanov, oip: String(at), surname: at % 2 === 0 ? '"ИВАНОВ"' : 'ИВАНОВ' }))
    const text = (broken: number) => [columns.join(','), ...rows.map((row, at) => (at === broken ? row.replace('ИВАН,', '"ИВАН,') : row))]
    for (const broken of [0, 4, 5, 39]) {
      const expected = rows.map((_, at) => (at === broken ? `rejected ${at + 2} row quote-open` : `record ${at + 2}`))
      expect(await lines(text(broken).join('\n'))).toEqual(['source utf-8', ...expected, 'finished'])
    }
  })

  it('sets a row with undecodable bytes aside, not its neighbours', async () => {
    const rows = Array.from({ length: 4 }, (_, at) => line({ ...ivanov, oip: String(at) }))
    const bytes = Buffer.from([columns.join(','), ...rows].join('\n'))
    bytes[bytes.lastIndexOf('ИВАНОВИЧ') + 1] = 0x20
    const outcomes = await importBytes('people-20240801.csv', bytes, { profile: profileWith() })
    expect(outcomes.map(shown)).toEqual([
      'source utf-8',
      'record 2',
      'record 3',
      'record 4',
      'rejected 5 patronymic not-decodable',
      'finished',
    ])
  })

  it('takes a quotation mark within an unquoted cell as it is', async () => {
    const outcomes = await run(
      [columns.join(','), line({ ...ivanov, surname: 'ИВА"НОВ' }), line({ ...ivanov, oip: '2', clinic: '"А"Б' })].join('\n'),
    )
    expect(outcomes.map(shown)).toEqual(['source utf-8', 'record 2', 'record 3 attachment-incomplete', 'finished'])
    expect(outcomes[1]).toMatchObject({ record: { person: { familyName: 'ИВА"НОВ' } } })
  })

  it('finds the columns by their names in any order and case, further ones beside them', async () => {
    const names = ['X', ...columns.toReversed().map((column) => ` ${column.toUpperCase()} `)]
    const row = ['?', ...columns.toReversed().map((column) => ivanov[column] ?? '')]
    expect(await lines([names.join(','), row.join(',')].join('\n'))).toEqual(['source utf-8', 'record 2', 'finished'])
  })

  it.each([
    ['lacks a column', columns.slice(1), 'oip'],
    ['has a column twice', ['enp', ...columns], 'enp'],
    [
      'is no row itself',
      ['"oip', ...columns.slice(1)],
      columns.filter((column) => Object.values(profileFile.fields).includes(column)).join(', '),
    ],
  ])('is refused where the header %s', async (_, names, missing) => {
    const [refused] = await run([names.join(','), ''].join('\n'))
    expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'columns-missing', params: { columns: missing } } })
  })

  it('takes its day from whoever imports where no name tells it', async () => {
    const profile = profileWith({ asOf: null, fileName: '^people$' })
    const bytes = Buffer.from(table(ivanov))
    expect((await importBytes('people.csv', bytes, { profile })).map(shown)).toEqual(['refused header-missing'])
    expect((await importBytes('people.csv', bytes, { profile, asOf: '2024-08-02' }))[0]).toMatchObject({
      source: { asOf: '2024-08-02', order: ['2024-08-02'], content: 'full-list', carriesPolicies: true },
    })
  })
})

import { describe, expect, it } from 'vitest'
import { keepStronger } from '../../../src-main/import/keep-stronger.ts'
import { NOT_CARRIED } from '../../../src-main/import/read-policy.ts'
import { parseProfile } from '../../../src-main/import/profile.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import table from '../../vectors/import/generic-table.profile.json' with { type: 'json' }
import { importBytes } from './import-file.ts'

const LIST = { carriesPolicies: false, lacks: [] }
const policy = {
  type: 'Ц',
  status: 'ДПП',
  enp: '0056410834000014',
  series: null,
  number: null,
  from: '2023-01-10',
  to: null,
  certificateTo: null,
  insurer: '00001',
  printedInsurer: null,
}
const passport = { type: 14, series: '00 00', number: '000001', issuedOn: null, expiresOn: null, status: 'ДПП' }
const therapeutic = { areaType: '1', clinicCode: '000001', area: null, from: '2020-02-01', to: null, status: 'ДПП' }
const known: Person = {
  id: '0056410834000014',
  enp: '0056410834000014',
  formerEnps: [],
  familyName: 'ИВАНОВ',
  givenName: 'ИВАН',
  patronymic: null,
  birthDate: '1985-03-15',
  dost: [],
  sex: null,
  snils: null,
  status: 'ДПП',
  deathDate: null,
  redirect: null,
  removed: null,
  contacts: 'not-carried',
  policies: [policy],
  documents: [passport],
  attachments: [therapeutic, { ...therapeutic, areaType: '3' }],
  representatives: [],
}
const moved = { ...therapeutic, clinicCode: '000002', from: '2024-08-01' }
const brought: Person = {
  ...known,
  familyName: 'ПЕТРОВ',
  sex: 'male',
  snils: '11223344595',
  status: NOT_CARRIED,
  policies: [],
  documents: [
    { ...passport, status: NOT_CARRIED },
    { ...passport, number: '000002', status: NOT_CARRIED },
  ],
  attachments: [moved],
}

describe('a person who is known already', () => {
  it('keeps status, policies and names against a file that carries no policies, and gains what it proves', () => {
    expect(keepStronger(known, brought, LIST)).toEqual({
      ...known,
      sex: 'male',
      snils: '11223344595',
      documents: [passport, { ...passport, number: '000002', status: NOT_CARRIED }],
      attachments: [{ ...therapeutic, areaType: '3' }, moved],
    })
  })

  it('keeps a name against a list without names', () => {
    const listed = { ...known, status: NOT_CARRIED, policies: [] }
    const nameless = { ...brought, familyName: null, givenName: null, patronymic: null }
    expect(keepStronger(listed, nameless, LIST)).toMatchObject({ familyName: 'ИВАНОВ', givenName: 'ИВАН', sex: 'male' })
  })

  it('is not alive any more where such a file tells a death, and stays dead where it tells none', () => {
    expect(keepStronger(known, { ...brought, deathDate: '2024-07-01' }, LIST)).toMatchObject({ deathDate: '2024-07-01', status: 'ДПП' })
    expect(keepStronger({ ...known, deathDate: '2024-07-01' }, brought, LIST)).toMatchObject({ deathDate: '2024-07-01' })
  })

  it('follows the newer of two lists that carry no policies', () => {
    const listed = { ...known, status: NOT_CARRIED, policies: [], snils: '11223344595', documents: [{ ...passport, number: '000003' }] }
    expect(keepStronger(listed, { ...brought, snils: null }, LIST)).toMatchObject({
      familyName: 'ПЕТРОВ',
      snils: '11223344595',
      documents: [{ number: '000003' }, { number: '000001' }, { number: '000002' }],
      attachments: [{ areaType: '3' }, { areaType: '1', clinicCode: '000002' }],
    })
  })

  it('keeps a later attachment against an earlier one', () => {
    const earlier = { ...brought, attachments: [{ ...moved, from: '2019-01-01' }] }
    expect(keepStronger(known, earlier, LIST).attachments).toEqual(known.attachments)
  })

  it('is replaced by a source that carries policies', () => {
    expect(keepStronger(known, brought, { carriesPolicies: true, lacks: [] })).toEqual(brought)
  })

  it('keeps the parts that such a source has no columns for', () => {
    const dead = { ...known, deathDate: '2024-01-10', redirect: '7', formerEnps: ['0056410834000022'], contacts: 'none' as const }
    const lacks = ['death', 'redirect', 'documents', 'snils'] as const
    expect(keepStronger({ ...dead, snils: '11223344595' }, { ...brought, snils: null }, { carriesPolicies: true, lacks })).toEqual({
      ...brought,
      deathDate: '2024-01-10',
      redirect: '7',
      snils: '11223344595',
      documents: known.documents,
      formerEnps: dead.formerEnps,
      contacts: 'none',
    })
    expect(keepStronger(dead, brought, { carriesPolicies: true, lacks: [] })).toMatchObject({ deathDate: null, redirect: null })
  })

  it('keeps documents that a row does not name, and ends that no column tells', () => {
    const permit = { ...passport, type: 12, number: '0000001', expiresOn: '2025-12-31' }
    const limited = { ...known, documents: [passport, permit], policies: [{ ...policy, to: '2025-12-31', certificateTo: '2025-01-01' }] }
    const open = { ...known, policies: [policy], documents: [{ ...permit, expiresOn: null, status: 'НСД' }] }
    const lacks = ['policyEnds', 'certificateEnds', 'documentEnds'] as const
    expect(keepStronger(limited, open, { carriesPolicies: true, lacks })).toMatchObject({
      policies: limited.policies,
      documents: [passport, { ...permit, status: 'НСД' }],
    })
    expect(keepStronger(limited, open, { carriesPolicies: true, lacks: [] })).toMatchObject({
      policies: open.policies,
      documents: [passport, ...open.documents],
    })
  })

  it('is told apart by the columns of a file', async () => {
    const text = 'oip,enp,born,policy,policy state,from\n1,0056410834000014,1985-03-15,Ц,ДПП,2020-01-01'
    const fields = { id: 'oip', enp: 'enp', birthDate: 'born', policyType: 'policy', policyStatus: 'policy state', policyFrom: 'from' }
    const csv = { delimiter: ',', quoting: 'standard', header: 'present', layouts: [Object.values(fields)] }
    const parsed = parseProfile({ ...table, csv, fields, constants: {}, codes: {} })
    if (!parsed.ok) throw new Error(parsed.error.join('; '))
    const [source] = await importBytes('people-20240801.csv', Buffer.from(text), { profile: parsed.value })
    expect(source).toMatchObject({
      source: {
        carriesPolicies: true,
        lacks: [
          'names',
          'dost',
          'sex',
          'snils',
          'death',
          'redirect',
          'policyEnds',
          'certificateEnds',
          'documents',
          'documentEnds',
          'attachments',
        ],
      },
    })
  })
})

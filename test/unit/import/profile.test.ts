import { describe, expect, it } from 'vitest'
import { builtInProfiles, profileForName } from '../../../src-main/import/built-in-profiles.ts'
import { loadProfile } from '../../../src-main/import/load-profile.ts'
import { parseProfile } from '../../../src-main/import/profile.ts'
import profileFile from '../../vectors/import/generic-table.profile.json' with { type: 'json' }
import { withFile } from './import-file.ts'

const { csv, fields } = profileFile
const load = (text: string) => withFile('profile.json', Buffer.from(text), loadProfile)

describe('a profile', () => {
  it('is data: those of the published layouts and a table of an administrator', () => {
    expect(builtInProfiles.map(({ id }) => id)).toEqual(['mo1', 'mo2', 'prks', 'wq2'])
    expect(parseProfile(profileFile).ok).toBe(true)
  })

  it.each([
    ['MO10000120240801.csv', 'mo1'],
    ['mo100001202408012.CSV', 'mo1'],
    ['MO200000120240801.csv', 'mo2'],
    ['MO2000001202408013.csv', 'mo2'],
    ['PRKS00001M000001_24081.xml', 'prks'],
    ['prks00001m000001_24081.ZIP', 'prks'],
    ['WQ2000001240801.zip', 'wq2'],
    ['WQ20000012408011.dbf', 'wq2'],
    ['LO200000120240801.csv', null],
    ['MO1000012024080.csv', null],
  ])('is chosen by the name %s: %s', (name, id) => {
    expect(profileForName(name)?.id ?? null).toBe(id)
  })

  it.each([
    ['a status of policies that no source stated', { constants: { policyStatus: 'ДПП' }, fields: { ...fields, policyStatus: undefined } }],
    ['a status of people that no source stated', { constants: { personStatus: 'ДПП' }, fields: { ...fields, personStatus: undefined } }],
    ['a status for rows without one', { codes: { ...profileFile.codes, policyStatus: { '': 'ДПП' } } }],
    ['dates of which day and month could change places', { dates: ['DD/MM/YYYY', 'MM/DD/YYYY'] }],
    ['a column that no layout has', { fields: { ...fields, area: 'участок' } }],
    ['two layouts of one length', { csv: { ...csv, layouts: [csv.layouts[0], csv.layouts[0]] } }],
    ['a layout with a column twice', { csv: { ...csv, layouts: [[...(csv.layouts[0] ?? []), 'oip']] } }],
    ['no birth date', { fields: { ...fields, birthDate: undefined } }],
    ['nothing to know a person by', { fields: { birthDate: 'born' } }],
    ['sex without a table', { codes: {} }],
    ['sex as a third thing', { codes: { sex: { '1': 'man' } } }],
    ['a table for a field without column', { codes: { ...profileFile.codes, areaType: { '1': '1' } } }],
    ['a constant and a column', { constants: { areaType: '1', clinicCode: '000001' } }],
    ['a pattern that is none', { fileName: '(' }],
    ['a header where the form has none', { series: [{ from: 'header', key: 'SMO' }] }],
    ['stated rows where the form has no header', { stated: { rows: 'ZAP', fileName: null } }],
    ['a form without its description', { form: 'xml' }],
    ['a field that does not exist', { fields: { ...fields, colour: 'oip' } }],
    ['a condition for a field without column', { onlyWhere: { area: { column: 'oip', is: ['1'] } } }],
    ['a newer format', { profile: 2 }],
    ['a key that does not exist', { colour: 'green' }],
  ])('is refused with %s', (_, change) => {
    // Through JSON, as a file has it: what is undefined is not there.
    expect(parseProfile(JSON.parse(JSON.stringify({ ...profileFile, ...change }))).ok).toBe(false)
  })

  it('is loaded from a file, or says what is wrong', async () => {
    expect((await load(JSON.stringify(profileFile))).ok).toBe(true)
    expect(await load('{')).toEqual({ ok: false, error: ['no JSON'] })
    expect(await load(JSON.stringify({ ...profileFile, dates: [] }))).toEqual({ ok: false, error: [expect.stringMatching(/^dates: /)] })
    expect(await loadProfile('nowhere.json')).toEqual({ ok: false, error: ['the file cannot be read: ENOENT'] })
  })
})

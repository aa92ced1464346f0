import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { profileSchema } from '../../../src-main/import/profile.ts'
import vectors from '../../vectors/import/contradictions.json' with { type: 'json' }
import { importBytes } from './import-file.ts'

const fields = {
  enp: 'ENP',
  familyName: 'FAM',
  personStatus: 'PST',
  policyStatus: 'ST',
  policyFrom: 'FROM',
  policyTo: 'TO',
  attachedFrom: 'ATT',
  givenName: 'IM',
  birthDate: 'DR',
  policyType: 'VID',
  clinicCode: 'MO',
}
const columns = Object.values(fields)
const profile = profileSchema.parse({
  profile: 1,
  id: 'statuses',
  about: 'A list with statuses.',
  form: 'csv',
  fileName: '^statuses_(?<date>\\d{8})$',
  encodings: ['utf-8'],
  csv: { delimiter: ';', quoting: 'none', header: 'present', layouts: [columns] },
  content: 'changes',
  asOf: { from: 'name', key: 'date', format: 'YYYYMMDD' },
  dates: ['YYYY-MM-DD'],
  fields,
  constants: { areaType: '1', attachmentStatus: 'ДПП' },
})

const vectorSchema = z.strictObject({
  name: z.string(),
  rows: z.array(z.array(z.string())),
  status: z.string(),
  policies: z.array(z.tuple([z.string(), z.string().nullable()])),
  contradicts: z.boolean(),
})

describe('rows of one person that do not agree on what is valid', () => {
  it.each(z.array(vectorSchema).parse(vectors))('$name', async ({ rows, status, policies, contradicts }) => {
    // Only a row with a policy has its type.
    const lines = rows.map((row) => [...row, 'ИВАН', '1985-03-15', row[3] === '' ? '' : 'Ц', '000001'].join(';'))
    const outcomes = await importBytes('statuses_20240801.csv', Buffer.from([columns.join(';'), ...lines].join('\n')), { profile })
    const [record, ...others] = outcomes.filter(({ kind }) => kind === 'record')
    if (record?.kind !== 'record' || !('person' in record.record)) throw new Error(JSON.stringify(outcomes))
    expect(others).toEqual([])
    const { person } = record.record
    expect(person.status).toBe(status)
    expect(person.policies.map((one) => [one.status, one.to]).toSorted()).toEqual(policies.toSorted())
    expect(record.warnings.includes('status-contradicts')).toBe(contradicts)
  })
})

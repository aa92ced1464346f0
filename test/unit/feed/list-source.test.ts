import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listSource } from '../../../src-main/feed/publish/list-source.ts'
import type { ListOrder } from '../../../src-main/feed/publish/list-source.ts'
import type { PublishSource } from '../../../src-main/feed/publish/source.ts'
import { profileSchema } from '../../../src-main/import/profile.ts'
import { encodeEnp } from '../../../src-shared/policy/enp.ts'
import { fakePerson } from '../../fakes/people.ts'
import { zipFile } from '../../fakes/source-files.ts'
import { linesOf, testPublisher, valueOf } from './publisher.ts'
import type { TestPublisher } from './publisher.ts'

let publisher: TestPublisher
let folder: string
beforeEach(() => {
  publisher = testPublisher()
  folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-lists-'))
})
afterEach(() => {
  publisher.remove()
  rmSync(folder, { recursive: true, force: true })
})

const birthDate = '1985-03-15'
const enp = encodeEnp({ region: '00', birthDate, sex: 'male', serial: 1 })
const fields = { enp: 'ENP', birthDate: 'DR', personStatus: 'PST', policyType: 'VID', policyStatus: 'ST', policyFrom: 'FROM' }
const columns = Object.values(fields)
const statuses = profileSchema.parse({
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
})

function publishList(night: number, day: string, more: Partial<ListOrder> = {}) {
  const file = path.join(folder, `statuses_${day}.csv`)
  writeFileSync(file, `${columns.join(';')}\n${enp};${birthDate};ДПП;П;ДПП;2020-01-0${night}\n`)
  const source = listSource({
    dataset: 'demo-feed',
    scope: null,
    base: null,
    lists: [{ file, profile: statuses }],
    classifiers: [],
    isWhole: false,
    asOf: null,
    day: null,
    encoding: null,
    now: publisher.at(night),
    timeZone: 'UTC',
    lifts: () => false,
    refusalText: ({ code }) => code,
    onSetAside: () => undefined,
    onRows: () => undefined,
    ...more,
  })
  return publisher.publish(night, [], { source: source.open })
}

describe('a list with statuses', () => {
  const person = { ...fakePerson({ id: '000000000001' }), enp, birthDate }

  it('of an earlier day than the published statuses does not overwrite them', async () => {
    valueOf(await publisher.publish(0, [{ person }]))
    expect(await publishList(1, '20251031')).toMatchObject({ ok: false, error: { params: { reason: 'older-than-loaded' } } })
    expect(valueOf(await publishList(1, '20251031', { lifts: (code) => code === 'older-than-loaded' }))).toMatchObject({
      accepted: ['older-than-loaded'],
    })
    valueOf(await publishList(2, '20251101'))
  })

  it('of an earlier day, in a zip, is told by the name under which somebody may let it pass', async () => {
    valueOf(await publisher.publish(0, [{ person }]))
    const file = path.join(folder, 'statuses_20251031.zip')
    const row = `${enp};${birthDate};ДПП;П;ДПП;2020-01-01`
    writeFileSync(file, zipFile([{ name: 'statuses_20251031.csv', data: Buffer.from(`${columns.join(';')}\n${row}\n`) }]))
    const refused = await publishList(1, '20251031', { lists: [{ file, profile: statuses }] })
    expect(refused).toMatchObject({ ok: false, error: { code: 'list-held', params: { file: 'statuses_20251031.zip' } } })
  })

  it('of an earlier day than the register on which it is laid is refused', async () => {
    const header = { dataset: 'demo-feed', scope: 'synthetic region 00', version: '1', asOf: publisher.at(1) }
    const source: PublishSource = { header, content: 'full-list', outcomes: [{ kind: 'record', record: { person } }] }
    const base = { file: 'register.jsonl', source }
    expect(await publishList(1, '20251101', { base })).toMatchObject({ ok: false, error: { params: { reason: 'older-than-loaded' } } })
  })

  it('that is whole insures its people, though somebody vouches for more days than its own', async () => {
    const more = { isWhole: true, scope: 'synthetic region 00' }
    expect(valueOf(await publishList(3, '20251103', { ...more, asOf: '2025-11-04T00:00:00.000Z' }))).toMatchObject({ olderStatuses: [] })
    expect(linesOf(publisher).get(`person ${enp}`)).toMatchObject({ record: { policies: [{ status: 'ДПП' }] } })
    expect(valueOf(await publishList(4, '20251104', { ...more, asOf: '2025-11-05T00:00:00.000Z' }))).toMatchObject({ olderStatuses: [] })
    expect(linesOf(publisher).get(`person ${enp}`)).toMatchObject({ record: { policies: [{ status: 'ДПП', from: '2020-01-04' }] } })
  })
})

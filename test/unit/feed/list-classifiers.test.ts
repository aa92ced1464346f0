import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { listSource } from '../../../src-main/feed/publish/list-source.ts'
import type { QuarantinedRow } from '../../../src-main/feed/quarantine-file.ts'
import { fakePerson } from '../../fakes/people.ts'
import { linesOf, testPublisher, valueOf } from './publisher.ts'
import type { TestPublisher } from './publisher.ts'

let publisher: TestPublisher
let folder: string
beforeEach(() => {
  publisher = testPublisher()
  folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-classifiers-'))
})
afterEach(() => {
  publisher.remove()
  rmSync(folder, { recursive: true, force: true })
})

const insurer = (code: string, more = ''): string =>
  `<insCompany><smocod>${code}</smocod><nam_smok>СК ${code}</nam_smok>${more}</insCompany>`

async function publishInsurers(night: number, date: string, rows: readonly string[], ...accepted: readonly string[]) {
  const file = path.join(folder, 'F002.xml')
  writeFileSync(file, `<packet><version>1</version><date>${date}</date>${rows.join('\n')}</packet>`)
  const setAside: QuarantinedRow[] = []
  const source = listSource({
    dataset: 'demo-feed',
    scope: null,
    base: null,
    lists: [],
    classifiers: [file],
    isWhole: false,
    asOf: null,
    day: null,
    encoding: null,
    now: publisher.at(night),
    timeZone: 'UTC',
    lifts: (code) => accepted.includes(code),
    refusalText: ({ code }) => code,
    onSetAside: (row) => void setAside.push(row),
    onRows: () => undefined,
  })
  return { published: await publisher.publish(night, [], { source: source.open }), setAside }
}

it('a classifier waits for somebody where many of its rows are bad, and tells each of them', async () => {
  valueOf(await publisher.publish(0, [{ person: fakePerson({ id: '000000000001' }) }]))
  const rows = [insurer('00001'), ...Array.from({ length: 20 }, () => insurer('1'))]
  const { published, setAside } = await publishInsurers(1, '2025-11-01', rows)
  expect(published).toMatchObject({ ok: false, error: { code: 'list-rejected', params: { file: 'F002.xml', rejected: '20', rows: '21' } } })
  expect(setAside).toHaveLength(20)
  expect(setAside[0]).toMatchObject({ file: 'F002.xml', line: 2, profile: 'F002', field: 'SMOCOD', reason: 'value-format' })
  expect(valueOf((await publishInsurers(1, '2025-11-01', rows, 'list-rejected')).published)).toMatchObject({ accepted: ['list-rejected'] })
})

it('an older classifier does not take the place of a newer one', async () => {
  valueOf(await publisher.publish(0, [{ person: fakePerson({ id: '000000000001' }) }]))
  valueOf((await publishInsurers(1, '2025-11-01', [insurer('00001', '<d_end>01.10.2025</d_end>')])).published)
  const { published } = await publishInsurers(2, '2025-01-01', [insurer('00001')])
  expect(published).toMatchObject({ ok: false, error: { code: 'list-held', params: { reason: 'older-than-loaded' } } })
})

it('bad rows that somebody lets pass let no older classifier pass with them', async () => {
  valueOf(await publisher.publish(0, [{ person: fakePerson({ id: '000000000001' }) }]))
  valueOf((await publishInsurers(1, '2025-11-01', [insurer('00001')])).published)
  const rows = [insurer('00001'), ...Array.from({ length: 20 }, () => insurer('1'))]
  const { published } = await publishInsurers(2, '2025-01-01', rows, 'list-rejected')
  expect(published).toMatchObject({ ok: false, error: { code: 'list-held', params: { reason: 'older-than-loaded' } } })
  const both = await publishInsurers(2, '2025-01-01', rows, 'list-rejected', 'older-than-loaded')
  expect(valueOf(both.published)).toMatchObject({ accepted: ['list-rejected', 'older-than-loaded'] })
})

it('an insurer with several licences is read', async () => {
  valueOf(await publisher.publish(0, [{ person: fakePerson({ id: '000000000001' }) }]))
  const licence = '<licenziy><n_doc>1</n_doc></licenziy>'
  const { published, setAside } = await publishInsurers(1, '2025-11-01', [insurer('00001', licence + licence)])
  valueOf(published)
  expect(setAside).toEqual([])
  expect(linesOf(publisher).get('insurer 00001')).toMatchObject({ record: { name: 'СК 00001' } })
})

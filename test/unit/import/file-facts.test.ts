import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareOrder } from '../../../src-main/import/file-facts.ts'
import type { AcceptedFile } from '../../../src-main/import/file-facts.ts'
import { importSource } from '../../../src-main/import/import-source.ts'
import { isBraked, liftableRefusals, refusalCodes } from '../../../src-main/import/outcome.ts'
import type { ImportOutcome } from '../../../src-main/import/outcome.ts'
import { parseProfile } from '../../../src-main/import/profile.ts'
import { encodeText } from '../../fakes/source-files.ts'
import { attachedRow } from './attached-rows.ts'
import { builtIn, importBytes, shown, TODAY, withFile } from './import-file.ts'

const bytes = encodeText(attachedRow({}), 'windows-1251')
const after = (last: Partial<AcceptedFile>, known: readonly string[] = []) => ({
  accepted: {
    last: (series: string) => (series === 'mo1/00001' ? { series, order: ['20240801', 2], sha256: '', ...last } : null),
    hasBytes: (sha256: string) => known.includes(sha256),
  },
})
const run = async (name: string, options: Parameters<typeof importBytes>[2]) => (await importBytes(name, bytes, options)).map(shown)[0]

describe('a file of a series', () => {
  it.each([
    ['MO100001202408012.csv', 'refused already-loaded'],
    ['MO100001202408011.csv', 'refused older-than-loaded'],
    ['MO10000120240801.csv', 'refused older-than-loaded'],
    ['MO100001202407319.csv', 'refused older-than-loaded'],
    ['MO1000012024080110.csv', 'source windows-1251'],
    ['MO10000120240802.csv', 'source windows-1251'],
    ['MO10000220240101.csv', 'source windows-1251'],
  ])('%s after number 2 of 1 August: %s', async (name, expected) => {
    expect(await run(name, after({}))).toBe(expected)
  })

  it('has no number that cannot be remembered', async () => {
    expect(await run(`MO10000120240801${'9'.repeat(230)}.csv`, {})).toBe('refused header-missing')
  })

  it('is refused with the same bytes under a new name', async () => {
    const [first] = await importBytes('MO10000120240801.csv', bytes)
    if (first?.kind !== 'source') throw new Error('not read')
    const { sha256 } = first.source
    expect(await run('MO10000120240815.csv', after({ sha256 }))).toBe('refused same-bytes')
    expect(await run('MO10000220240815.csv', after({}, [sha256]))).toBe('refused same-bytes')
  })

  it('is taken all the same where an administrator lifts that, but nothing lifts a fact about the bytes', async () => {
    expect(await run('MO10000120240701.csv', { ...after({}), lifted: new Set(['older-than-loaded']) })).toBe('source windows-1251')
    expect(await run('MO10000120240701.csv', { ...after({}), lifted: new Set(['already-loaded']) })).toBe('refused older-than-loaded')
    expect((await importBytes('MO10000120240701.csv', Buffer.alloc(0), { lifted: new Set(refusalCodes) })).map(shown)).toEqual([
      'refused file-empty',
    ])
    expect([...liftableRefusals].toSorted()).toEqual([
      'already-loaded',
      'name-differs',
      'older-than-loaded',
      'rows-stated-differ',
      'same-bytes',
    ])
  })

  it('compares numbers as numbers and dates as dates', () => {
    expect(compareOrder(['20240801', 10], ['20240801', 9])).toBeGreaterThan(0)
    expect(compareOrder(['20240801', 10], ['20240802', 0])).toBeLessThan(0)
    expect(compareOrder(['20240801', 0], ['20240801', 0])).toBe(0)
  })

  it('is refused where it is of another sender than the profile of this place expects', async () => {
    const own = [{ from: 'name', key: 'insurer', value: '00002' }]
    const profile = parseProfile({ ...builtIn('mo1'), own })
    if (!profile.ok) throw new Error(profile.error.join())
    expect(await run('MO10000120240801.csv', { profile: profile.value })).toBe('refused other-party')
    expect(await run('MO10000220240801.csv', { profile: profile.value })).toBe('source windows-1251')
  })

  it('is refused with more rows than the profile allows', async () => {
    const profile = parseProfile({ ...builtIn('mo1'), limits: { rows: 2 } })
    if (!profile.ok) throw new Error(profile.error.join())
    const rows = [1, 2, 3].map((serial) => attachedRow({ serial })).join('\n')
    expect((await importBytes('MO10000120240801.csv', Buffer.from(rows), { profile: profile.value })).map(shown)).toEqual([
      'refused rows-too-many',
    ])
  })
})

describe('a file on the disk', () => {
  it.each([
    ['that is not there', 'nowhere/MO10000120240801.csv', 'ENOENT'],
    ['that is a folder', path.join(import.meta.dirname, '..'), 'EISDIR'],
  ])('%s is refused', async (_, file, cause) => {
    const outcomes: ImportOutcome[] = []
    for await (const outcome of importSource({ file, profile: builtIn('mo1'), today: TODAY })) outcomes.push(outcome)
    expect(outcomes).toEqual([{ kind: 'refused', refusal: { code: 'file-unreadable', params: { file: path.basename(file), cause } } }])
  })

  it('that changes while it is read ends in a refusal, not in `finished`', async () => {
    await withFile('MO10000120240801.csv', bytes, async (file) => {
      const outcomes: string[] = []
      for await (const outcome of importSource({ file, profile: builtIn('mo1'), today: TODAY })) {
        if (outcome.kind === 'source') appendFileSync(file, encodeText(`\n${attachedRow({})}`, 'windows-1251'))
        outcomes.push(shown(outcome))
      }
      expect(outcomes.at(-1)).toBe('refused file-changed')
    })
  })
})

describe('the brake', () => {
  it.each([
    [{ rows: 1000, rejected: 10, records: 990 }, false],
    [{ rows: 1100, rejected: 11, records: 1089 }, false],
    [{ rows: 1099, rejected: 11, records: 1088 }, true],
    [{ rows: 100, rejected: 10, records: 90 }, false],
    [{ rows: 3, rejected: 1, records: 2 }, false],
    [{ rows: 3, rejected: 2, records: 1 }, true],
    [{ rows: 0, rejected: 0, records: 0 }, true],
  ])('of %o is %s', (counts, expected) => {
    expect(isBraked(counts)).toBe(expected)
  })
})

import { describe, expect, it } from 'vitest'
import type { SourceOutcome } from '../../../src-main/feed/publish/source.ts'
import { importSource } from '../../../src-main/import/import-source.ts'
import { canonicalRecord } from '../../../src-shared/feed/canonical-record.ts'
import { attachedRow } from './attached-rows.ts'
import { builtIn, TODAY, withFile } from './import-file.ts'

describe('the outcomes of an import', () => {
  it('are what a publisher takes, and their records have a canonical form', async () => {
    const bytes = Buffer.from([attachedRow({ serial: 1 }), attachedRow({ serial: 2, enp: '1' }), attachedRow({ serial: 3 })].join('\n'))
    await withFile('MO10000120240801.csv', bytes, async (file) => {
      const outcomes: AsyncIterable<SourceOutcome> = importSource({ file, profile: builtIn('mo1'), today: TODAY })
      const told: string[] = []
      for await (const outcome of outcomes) {
        if (outcome.kind === 'record') told.push(canonicalRecord(outcome.record).key)
        else told.push(outcome.kind === 'rejected' ? outcome.reason : outcome.kind)
      }
      expect(told).toEqual(['source', '0056410834000014', 'enp-format', '0056410834000030', 'finished'])
    })
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeholders } from '../../../src-shared/coverage/template.ts'
import { liftableRefusals, refusalCodes, rejectReasons, warningCodes } from '../../../src-main/import/outcome.ts'
import { reasonText, refusalText, warningText } from '../../../src-main/import/texts.ts'
import texts from '../../../resources/import/texts.json' with { type: 'json' }

const folder = path.resolve(import.meta.dirname, '../../../src-main/import')
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(path.join(folder, file), 'utf8'))
  .join('\n')

const namesIn = (text: string) => placeholders(text).toSorted()

describe('the texts of the import', () => {
  it('are there for every code and no other, in both languages', () => {
    expect(Object.keys(texts.refusals).toSorted()).toEqual([...refusalCodes].toSorted())
    expect(Object.keys(texts.reasons).toSorted()).toEqual([...rejectReasons].toSorted())
    expect(Object.keys(texts.warnings).toSorted()).toEqual([...warningCodes].toSorted())
    for (const language of ['ru', 'en'] as const) {
      for (const reason of rejectReasons) expect(reasonText(reason, language)).not.toBe('')
      for (const warning of warningCodes) expect(warningText(warning, language)).not.toBe('')
    }
  })

  it('name the same parameters in both languages, all of which every refusal gives', () => {
    for (const [code, { ru, en }] of Object.entries(texts.refusals)) {
      expect(namesIn(ru), code).toEqual(namesIn(en))
      const made = [...sources.matchAll(new RegExp(`(?:SourceFault|object)\\('${code}'(?:, \\{([^}]*)\\})?`, 'g'))]
      expect(made.length, code).toBeGreaterThan(0)
      for (const [, params = ''] of made) {
        const given = params.split(',').map((part) => part.split(':')[0]?.trim() ?? '')
        for (const name of namesIn(ru)) expect(given, `${code}: ${params}`).toContain(name)
      }
    }
  })

  it('say what to do next, where the publisher does not say how to let it pass', () => {
    for (const code of refusalCodes.filter((one) => !liftableRefusals.has(one))) {
      for (const text of Object.values(texts.refusals[code])) expect(text.match(/[.](?= |$)/g)?.length ?? 0, text).toBeGreaterThan(1)
    }
  })

  it('put the parameters in their places', () => {
    const refusal = { code: 'older-than-loaded', params: { series: 'mo1/00001', order: '20240801 0', last: '20240802 0' } } as const
    expect(refusalText(refusal, 'ru')).toBe('Старше загруженного: 20240801 0, последний файл mo1/00001 был 20240802 0.')
  })
})

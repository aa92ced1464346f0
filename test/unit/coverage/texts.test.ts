import { describe, expect, test } from 'vitest'
import reasonsFile from '../../../resources/rules/reasons.json' with { type: 'json' }
import { reasonCodes } from '../../../src-shared/coverage/reason-codes.ts'
import { reasonEntry, reasonEntrySchema } from '../../../src-shared/coverage/reasons.ts'
import { placeholders } from '../../../src-shared/coverage/template.ts'
import type { Language, Verdict } from '../../../src-shared/coverage/verdict.ts'
import { vectors, verdictOf } from './vector-files.ts'

const languages: readonly Language[] = ['ru', 'en']
const textNames = ['title', 'summary', 'text', 'nextStep', 'say'] as const

function textsOf(verdict: Verdict): readonly string[] {
  const { title, summary, nextStep, say, reasons, underlying, lastKnown, emergency } = verdict
  return [
    title,
    summary,
    nextStep,
    say,
    ...reasons.flatMap((reason) => [reason.text, reason.nextStep, reason.say, reason.legalBasis]),
    ...(underlying === null ? [] : [underlying.text]),
    ...(lastKnown === null ? [] : [lastKnown.text]),
    ...(emergency === null ? [] : [emergency]),
  ]
}

function named(name: string, language: Language = 'ru'): Verdict {
  const found = vectors.find(({ vector }) => vector.name === name)
  if (found === undefined) throw new Error(`no vector ${name}`)
  return verdictOf(found.vector, language)
}

describe('the closed list', () => {
  test('holds exactly the codes of the type, in its order', () => {
    expect(reasonsFile.map((entry) => entry.code)).toEqual([...reasonCodes])
  })

  test.each(reasonsFile.map((entry) => [entry.code, entry] as const))('%s is complete', (_, entry) => {
    expect(reasonEntrySchema.safeParse(entry).success).toBe(true)
    expect(entry.outcome === null).toBe(entry.tone === 'note')
  })

  test.each(reasonsFile.map((entry) => [entry.code, entry] as const))('%s fills the same placeholders in both languages', (code) => {
    const entry = reasonEntry(code as (typeof reasonCodes)[number])
    for (const texts of [entry, ...Object.values(entry.variants ?? {})]) {
      for (const name of textNames) {
        const text = texts[name]
        if (text === undefined) continue
        const meant = (language: Language) => new Set(placeholders(text[language]).filter((placeholder) => placeholder !== 'sex'))
        // {age} of a birthday may be spelled out in English.
        expect(
          [...meant('en')].filter((one) => !meant('ru').has(one)),
          `${code} ${name}`,
        ).toEqual([])
        expect(text.en).not.toMatch(/[а-яё]/i)
      }
    }
  })

  test('the texts of “misread”, “no policy code” and “not in this copy” are all different', () => {
    for (const name of ['text', 'nextStep', 'say'] as const) {
      const texts = (['misread', 'not-a-policy-code', 'not-in-local-register'] as const).map((code) => reasonEntry(code)[name].ru)
      expect(new Set(texts).size).toBe(3)
    }
  })

  test('a suspended policy is never called invalid', () => {
    for (const code of ['suspended-conscription', 'suspended-service'] as const) {
      const entry = reasonEntry(code)
      expect(entry.text.ru).toContain('приостановлен (служба)')
      expect(JSON.stringify(entry)).not.toMatch(/недействит|invalid/i)
    }
  })
})

describe('the words of a verdict', () => {
  test.each(languages)('leave no placeholder, bracket or gap in any vector (%s)', (language) => {
    for (const { vector } of vectors) {
      for (const text of textsOf(verdictOf(vector, language))) {
        expect(text, vector.name).not.toMatch(/[{}[\]|]|undefined|\bnull\b|NaN|\s{2}|\s[,.]|,,|\.\.|\(\)/)
        expect(text.trim(), vector.name).toBe(text)
        expect(text, vector.name).not.toBe('')
        if (language === 'en')
          expect(
            text.replaceAll(/СМО «Образец»|«[^»]*»|[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+( [А-ЯЁ][а-яё]+)?|ЪЪЪ|Ъ|ДВП/g, ''),
            vector.name,
          ).not.toMatch(/[а-яё]/i)
      }
    }
  })

  test('every param of every reason has a value', () => {
    for (const { vector } of vectors) {
      for (const reason of verdictOf(vector).reasons) expect(Object.values(reason.params)).not.toContain('')
    }
  })

  test('say who is covered until when, with the age of the data', () => {
    expect(named('digital policy').summary).toBe('Застрахован на 22.11.2026. Данные на 22.11 03:10, 6 часов назад')
    expect(named('digital policy', 'en').summary).toBe('Covered on 22 Nov 2026. Data as of 22 Nov 03:10, 6 hours ago')
    expect(named('representative by policy number only').summary).toBe(
      'Новорождённый застрахован на 22.11.2026 по представителю, но показанного недостаточно. Данные на 22.11 03:10, 6 часов назад',
    )
  })

  test('agree with the sex of the person', () => {
    expect(named('the ENP codes another sex')).toMatchObject({ title: 'Застрахована' })
    expect(named('digital policy')).toMatchObject({ title: 'Застрахован' })
  })

  test('tell the age of the data in every verdict that knows it', () => {
    for (const { vector } of vectors) {
      const { summary, dataAgeHours, asOf } = verdictOf(vector)
      expect(summary, vector.name).toMatch(
        dataAgeHours === null ? /возраст|Возраст|Данных регистра нет/ : /(Данные|Ответ регистра) на \d\d\.\d\d.*(назад|только что)$/,
      )
      if (asOf === null) expect(dataAgeHours).toBeNull()
    }
  })

  test('use the right plural and the right unit for the age', () => {
    expect(named('data exactly 24 hours old').summary).toMatch(/24 часа назад$/)
    expect(named('data exactly 96 hours old').summary).toMatch(/4 дня назад$/)
    expect(named('data 5 days old, limit raised to 240 hours').summary).toMatch(/5 дней назад$/)
    expect(named('digital policy on line').summary).toMatch(/Ответ регистра на 22\.11 09:09, только что$/)
  })

  test('name the year of data that are not of this year', () => {
    expect(named('clock a year behind the data').reasons[0]?.text).toBe(
      'Проверьте часы: на компьютере 22.11.2025 09:10, данные от 22.11.2026 03:10',
    )
  })

  test('begin the next step with the comparison where only a number was shown', () => {
    expect(named('found by ENP').nextStep).toBe(
      'Сверьте: Иванов Иван Иванович, 15.03.1985. Принять по ОМС. Оплата — «Пример-Мед» (код 00001).',
    )
    expect(named('found by ENP', 'en').nextStep).toMatch(/^Compare: Иванов Иван Иванович, 15 Mar 1985\. Admit/)
  })

  test('show only the known parts of a birth date', () => {
    expect(named('only the year of birth known, 13 at most').nextStep).toMatch(/^Сверьте: Иванов Иван Иванович, 2013\./)
  })

  test('name the bank card and do not repeat its number', () => {
    const verdict = named('16 digits with an impossible coded date and nobody found: bank card')
    expect(verdict.reasons[0]?.text).toContain('номер банковской карты')
    expect(JSON.stringify(verdict)).not.toMatch(/\d{16}/)
  })

  test('say until when the copy is complete when somebody is not in it', () => {
    expect(named('nobody in this copy').reasons[0]?.text).toContain('полис, оформленный после 22.11 03:10, здесь ещё не виден')
  })

  test('keep the last known answer visible when the data are too old', () => {
    expect(named('data 5 days old, suspended').lastKnown).toMatchObject({
      outcome: 'not-covered',
      code: 'suspended-service',
      text: 'По данным на 17.11 09:10: полис приостановлен (служба): военная или приравненная к ней служба',
    })
  })

  test('say why a representative does not cover the child, never in red', () => {
    const verdict = named('representative suspended')
    expect(verdict.reasons[0]?.text).toBe(
      'По полису представителя ребёнка принять нельзя — полис приостановлен (служба): военная или приравненная к ней служба',
    )
    expect(verdict.reasons.map((reason) => reason.tone)).not.toContain('stop')
  })

  test('name an insurer by its code where the directory does not know it', () => {
    expect(named('insurers unknown to the directory')).toMatchObject({ insurer: { code: '00001', name: '00001', hotLine: null } })
  })
})

import { describe, expect, it } from 'vitest'
import { describeBrake } from '../../../../src-renderer/station/brake-words.ts'
import { activityWords, describeProgress } from '../../../../src-renderer/station/progress-words.ts'
import { describeRun, sourceWords } from '../../../../src-renderer/station/run-words.ts'
import { formatBytes, formatDuration, formatLeft } from '../../../../src-renderer/station/sizes.ts'
import { momentWords, nextRunWords, type Here } from '../../../../src-renderer/station/when-words.ts'
import { stringsOf } from '../../../../src-renderer/ui/strings.ts'
import { brakeSchema } from '../../../../src-shared/feed/dataset.ts'
import {
  refusalSchema,
  runEntrySchema,
  runOutcomeSchema,
  runPhaseSchema,
  sourceStateSchema,
  type HeldBrake,
  type RunOutcome,
  type RunProgress,
} from '../../../../src-shared/feed/run-outcome.ts'

const languages = ['ru', 'en'] as const
const here = (language: 'ru' | 'en', now = '2026-11-22T09:12:00Z'): Here => ({ now, timeZone: 'Europe/Moscow', language })
const brakes = brakeSchema.options.map((brake): HeldBrake => ({
  brake,
  before: 1000,
  after: 900,
  ofBefore: 1000,
  ofAfter: 900,
  insurers: [],
}))

/** One example of every outcome; that none is left out, the first test says. */
const outcomes: readonly RunOutcome[] = [
  { kind: 'updated', by: 'deltas' },
  { kind: 'updated', by: 'snapshot' },
  { kind: 'unchanged' },
  { kind: 'stays-returned', sequence: 42 },
  { kind: 'publisher-frozen', asOf: '2026-11-19T00:10:00Z', cause: 'late' },
  { kind: 'publisher-frozen', asOf: null, cause: 'expired' },
  { kind: 'no-source' },
  { kind: 'held', brakes: [...brakes] },
  ...refusalSchema.options.map((because): RunOutcome => ({ kind: 'refused', because, cause: 'test' })),
  { kind: 'disk-full', needed: 2_500_000_000 },
  { kind: 'disk-full', needed: null },
  { kind: 'cancelled' },
  { kind: 'clock-wrong', clock: '2025-11-22T09:12:00Z', trustedTime: '2026-11-22T00:20:00Z' },
  { kind: 'station-failed', code: 'register-damaged', cause: 'test' },
]

describe.each(languages)('every end of a run has words of its own (%s)', (language) => {
  it('and the closed list is complete', () => {
    const kinds = runOutcomeSchema.options.map(({ shape }) => shape.kind.value)
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(kinds))
    expect(Object.keys(stringsOf(language).updates.outcome).toSorted()).toEqual(kinds.toSorted())
  })

  it('that no other end has', () => {
    const said = outcomes.map((outcome) => {
      const { title, detail } = describeRun(outcome, here(language), true)
      return `${title}. ${detail}`
    })
    expect(said.every((words) => words.length > 5)).toBe(true)
    expect(new Set(said).size).toBe(outcomes.length)
  })

  it('that tell what it means, and what to do where it did not succeed', () => {
    for (const outcome of outcomes) {
      const { means, todo } = describeRun(outcome, here(language), true)
      expect(means, outcome.kind).not.toBe('')
      const isWell = ['updated', 'unchanged', 'cancelled'].includes(outcome.kind)
      expect(todo !== '', outcome.kind).toBe(!isWell)
    }
  })

  it('without a word of programmers’ English in them', () => {
    const all = outcomes.map((outcome) =>
      Object.values(describeRun(outcome, here(language), true))
        .slice(1)
        .join(' '),
    )
    for (const words of all) expect(words).not.toMatch(/undefined|null|NaN|TUF|digest|timestamp|snapshot|\[object/)
  })

  it('that promise no answers where no register answers', () => {
    for (const outcome of outcomes.filter(({ kind }) => kind !== 'updated' && kind !== 'unchanged')) {
      expect(describeRun(outcome, here(language), false).means).toBe(stringsOf(language).updatesScreen.update.noRegister)
    }
  })
})

describe('the publisher who does not update and the source that is not reached are never mixed', () => {
  const frozen = outcomes.filter(({ kind }) => kind === 'publisher-frozen').map((outcome) => describeRun(outcome, here('ru'), true))
  const unreached = describeRun({ kind: 'no-source' }, here('ru'), true)

  it('in their words', () => {
    for (const { title, means, todo } of frozen) {
      expect(title).toBe('Издатель не обновлял')
      expect(`${means} ${todo}`).toContain('Связь есть')
      expect(`${means} ${todo}`).not.toMatch(/нет связи/i)
      expect(todo).not.toMatch(/проверьте сеть/i)
    }
    expect(unreached.title).toBe('Нет связи с источником')
    expect(Object.values(unreached).join(' ')).not.toMatch(/издател/i)
    expect(unreached.todo).toMatch(/проверьте сеть/)
  })

  it('nor in their signs', () => {
    expect(frozen.every(({ tone }) => tone !== unreached.tone)).toBe(true)
  })
})

describe.each(languages)('every word of the other closed lists (%s)', (language) => {
  it('of sources', () => {
    const states = sourceStateSchema.shape.state.options
    const said = states.map((state) => sourceWords({ address: 'https://feed.example/', state, refusal: null, cause: '' }, language))
    expect(new Set(said).size).toBe(states.length)
    for (const refusal of refusalSchema.options) {
      const words = sourceWords({ address: 'https://feed.example/', state: 'refused', refusal, cause: '' }, language)
      expect(words.length).toBeGreaterThan(stringsOf(language).updates.source.refused.length + 10)
    }
  })

  it('of phases', () => {
    for (const phase of runPhaseSchema.options) {
      expect(stringsOf(language).updates.phase[phase]).not.toBe('')
      expect(activityWords({ what: 'run', why: 'manual', progress: progress({ phase }), cancelling: false }, language)).not.toMatch(
        /undefined/,
      )
    }
  })

  it('of brakes, with figures', () => {
    for (const held of brakes) {
      const { title, figures } = describeBrake(held, language)
      expect(title).not.toBe('')
      expect(figures).toMatch(/\d/)
    }
  })

  it('of reasons for a run', () => {
    for (const why of runEntrySchema.shape.why.options) expect(stringsOf(language).updates.why[why]).not.toBe('')
  })
})

describe('figures of brakes', () => {
  it('say by how much people fell', () => {
    const held: HeldBrake = { brake: 'people-fall', before: 20_000, after: 17_000, ofBefore: 20_000, ofAfter: 17_000, insurers: [] }
    expect(describeBrake(held, 'ru').figures.replaceAll('\u00A0', ' ')).toBe('Было 20 000 человек, станет 17 000: меньше на 15 %.')
  })

  it('say both shares of the insured', () => {
    const held: HeldBrake = { brake: 'valid-policies-fall', before: 950, after: 700, ofBefore: 1000, ofAfter: 1000, insurers: [] }
    expect(describeBrake(held, 'ru').figures.replaceAll('\u00A0', ' ')).toContain('95 % → 70 %')
  })

  it('name the insurers that vanished', () => {
    const held: HeldBrake = { brake: 'insurer-vanished', before: 400, after: 0, ofBefore: 1000, ofAfter: 600, insurers: ['00002', '00007'] }
    const { figures, insurers } = describeBrake(held, 'ru')
    expect(figures).toContain('40')
    expect(insurers).toContain('00002, 00007')
  })
})

describe('moments in words', () => {
  it.each([
    ['2026-11-22T23:47:00Z', 'сегодня ночью в 02:47'],
    ['2026-11-22T00:12:00Z', 'этой ночью в 03:12'],
    ['2026-11-22T11:20:00Z', 'сегодня в 14:20'],
    ['2026-11-21T11:20:00Z', 'вчера в 14:20'],
    ['2026-11-23T11:20:00Z', 'завтра в 14:20'],
    ['2026-11-19T11:20:00Z', '19.11 14:20'],
    ['2025-11-19T11:20:00Z', '19.11.2025 14:20'],
  ])('%s is %s', (instant, words) => {
    expect(momentWords(instant, here('ru'))).toBe(words)
  })

  it('the next run with its reason, where it is not the usual night', () => {
    expect(nextRunWords({ at: '2026-11-22T23:47:00Z', why: 'nightly' }, here('ru'))).toBe('Следующее: сегодня ночью в 02:47')
    expect(nextRunWords({ at: '2026-11-22T09:22:00Z', why: 'retry' }, here('ru'))).toBe('Следующее: через 10 минут, повтор после сбоя')
    expect(nextRunWords({ at: '2026-11-22T09:12:00Z', why: 'missed' }, here('ru'))).toBe('Следующее: в течение минуты, ночь была пропущена')
  })
})

describe('sizes and times', () => {
  it.each([
    [212_400, '212 кБ'],
    [12_300_000, '12 МБ'],
    [2_500_000_000, '2,5 ГБ'],
    [0, '0 кБ'],
    [999_900, '1 МБ'],
  ])('%i bytes are %s', (bytes, words) => {
    expect(formatBytes(bytes, 'ru').replaceAll('\u00A0', ' ')).toBe(words)
  })

  it.each([
    [4_200, '4,2 с'],
    [59_700, '1 мин'],
    [192_000, '3 мин 12 с'],
    [7_380_000, '2 ч 3 мин'],
  ])('%i ms are %s', (milliseconds, words) => {
    expect(formatDuration(milliseconds, 'ru').replaceAll('\u00A0', ' ')).toBe(words)
  })

  it('round what is left', () => {
    expect(formatLeft(3, 'ru').replaceAll('\u00A0', ' ')).toBe('5 с')
    expect(formatLeft(61, 'ru').replaceAll('\u00A0', ' ')).toBe('2 мин')
  })
})

describe('how far a run is', () => {
  it('is counted in bytes while it downloads, in rows while it writes, and not at all while nobody can tell', () => {
    expect(describeProgress(progress({ phase: 'download' }), 'ru')).toMatchObject({ done: 12, total: 48 })
    expect(describeProgress(progress({ phase: 'insert' }), 'ru')).toMatchObject({ done: 300, total: 900 })
    expect(describeProgress(progress({ phase: 'index' }), 'ru')).toMatchObject({ total: null })
  })

  it('tells parts, bytes and the time left', () => {
    const { stage, amounts } = describeProgress(progress({ phase: 'download', etaSeconds: 90 }), 'ru')
    expect(stage).toBe('Шаг 3 из 7. Загружаем')
    expect(amounts.replaceAll('\u00A0', ' ')).toBe('частей 3 из 12 · 0 кБ из 0 кБ · осталось 2 мин')
  })

  it('never says 100 % before it is', () => {
    const activity = { what: 'verify', done: 999, total: 1000, cancelling: false } as const
    expect(activityWords(activity, 'ru').replaceAll('\u00A0', ' ')).toBe('Проверка базы 99 %')
  })
})

function progress(parts: Partial<RunProgress>): RunProgress {
  return {
    phase: 'metadata',
    parts: { done: 3, total: 12 },
    bytes: { done: 12, total: 48 },
    rows: { done: 300, total: 900 },
    etaSeconds: null,
    ...parts,
  }
}

import { describe, expect, it } from 'vitest'
import guard from '../../../resources/rules/misread-guard.json' with { type: 'json' }
import problems from '../../../resources/rules/read-problems.json' with { type: 'json' }
import reasons from '../../../resources/rules/reasons.json' with { type: 'json' }
import { readShown } from '../../../src-main/app/read-shown.ts'
import { shownSchema, type Shown } from '../../../src-shared/contract.ts'
import { reasonCodes } from '../../../src-shared/coverage/reason-codes.ts'
import { inputProblemSchema, type InputProblem } from '../../../src-shared/intake/item.ts'
import { asScanned, misreadGuard } from '../../../src-shared/intake/misread-guard.ts'
import { describeProblem } from '../../../src-shared/intake/problem-texts.ts'
import { readItem } from '../../../src-shared/intake/read-item.ts'
import { settingsSchema } from '../../../src-shared/settings.ts'
import itemVectors from '../../vectors/intake/items.json' with { type: 'json' }
import vectors from '../../vectors/misread-guard.json' with { type: 'json' }
import { stringsOf } from '../../../src-renderer/ui/strings.ts'
import { melodyOf } from '../../../src-renderer/ui/sounds.ts'

const settings = settingsSchema.parse({})
const today = '2026-11-22'
const classes: Readonly<Record<string, { readonly device: string; readonly paste: string } | undefined>> = vectors.codes

/** Which of the three a reason of step 1 is; what asks the receptionist to go on typing is none of them. */
function answerOf(code: InputProblem | null): string {
  const verdict = { outcome: 'not-checked' as const, reasons: code === null ? [] : [reasonOf(code)] }
  return misreadGuard(verdict) ?? 'asks-back'
}

function reasonOf(code: InputProblem) {
  return { code, tone: 'unknown' as const, rule: '', legalBasis: '', params: {}, text: '', nextStep: '', say: '' }
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

function problemOf(shown: Shown): InputProblem | null {
  return readShown([shown], settings, today).problem
}

describe('every way in which reading can fail', () => {
  it('has a class for devices and for the clipboard', () => {
    expect(Object.keys(vectors.codes).toSorted()).toEqual(Object.keys(problems.details).toSorted())
    expect(Object.keys(guard.details).toSorted()).toEqual(Object.keys(problems.details).toSorted())
  })

  it.each(Object.entries(guard.details))('%s from a device is one of the three, with words of its own', (detail, scanned) => {
    const reason = inputProblemSchema.parse(scanned.reason)
    expect(answerOf(reason)).toBe(classes[detail]?.device)
    const item = asScanned({ kind: 'unrecognised', reason: 'input-incomplete', detail, params: {}, warnings: [] })
    expect(item).toMatchObject({ reason })
    expect(describeProblem(item, 'ru')).toMatch(/\.$/)
    if (item.kind === 'unrecognised') expect(Object.keys(problems.details)).toContain(item.detail)
  })

  const failures = itemVectors.filter(({ item }) => item.kind === 'unrecognised')
  it.each(failures)('$name', (vector) => {
    const given = vector.text === undefined ? { bytes: bytesOf(vector.hex ?? '') } : { text: vector.text }
    const options = vector.options as { enpCheckDigit?: 'warn'; uncheckableSnils?: 'refuse'; as?: 'document:3' } | undefined
    const typed = readItem(given, { today, enpCheckDigit: 'refuse', uncheckableSnils: 'accept', ...options })
    if (typed.kind !== 'unrecognised') throw new Error('the vector is usable')
    const expected = classes[typed.detail ?? '']
    expect(expected?.paste).toContain(answerOf(typed.reason))
    const scanned = asScanned(typed)
    expect(scanned.kind === 'unrecognised' && answerOf(scanned.reason)).toBe(expected?.device)
  })

  it('never lets an unread thing ask the receptionist to finish it', () => {
    const [, , unread] = shownSchema.options
    for (const code of unread.shape.unread.options) expect(classes[code]?.device, code).toBe('read-badly')
  })
})

describe('what camera, scanner, picture and clipboard give', () => {
  it.each(vectors.inputs)('$name', ({ text, bytes, answer, detail }) => {
    const base64 = bytes === undefined ? '' : Buffer.from(bytes, 'hex').toString('base64')
    const shown: Shown = text === undefined ? { base64, scanned: true } : { text, scanned: true }
    const [item] = readShown([shown], settings, today).items
    if (detail !== null) expect(item).toMatchObject({ detail })
    expect(answerOf(problemOf(shown))).toBe(answer)
    const pasted: Shown = text === undefined ? { base64 } : { text }
    expect([answer, 'asks-back']).toContain(answerOf(problemOf(pasted)))
  })

  it.each(vectors.unread)('$source: $unread', ({ unread }) => {
    expect(answerOf(problemOf(shownSchema.parse({ unread })))).toBe('read-badly')
  })

  it.each(vectors.clean)('$name is read well', ({ text, bytes }) => {
    const base64 = bytes === undefined ? '' : Buffer.from(bytes, 'hex').toString('base64')
    expect(problemOf(text === undefined ? { base64, scanned: true } : { text, scanned: true })).toBeNull()
  })
})

describe('the three answers', () => {
  it('come from reasons of the closed list', () => {
    for (const code of Object.keys(guard.answers)) expect(reasonCodes).toContain(code)
  })

  it('are given only where nothing was checked', () => {
    expect(misreadGuard({ outcome: 'needs-a-look', reasons: [reasonOf('misread')] })).toBeNull()
  })

  it('never share a word of what to do and what to say', () => {
    for (const language of ['ru', 'en'] as const) {
      const texts = ['misread', 'not-a-policy-code', 'not-in-local-register'].flatMap((code) => {
        const entry = reasons.find((reason) => reason.code === code)
        return [entry?.text[language], entry?.nextStep[language], entry?.say[language]]
      })
      expect(texts).not.toContain(undefined)
      expect(new Set(texts).size).toBe(texts.length)
    }
  })

  it('have a title and a melody of their own', () => {
    const all = ['read-badly', 'not-a-policy', 'not-in-copy'] as const
    for (const language of ['ru', 'en'] as const) {
      expect(new Set(all.map((answer) => stringsOf(language).guard[answer])).size).toBe(3)
    }
    const melodies = [...all.map((answer) => melodyOf('not-checked', answer)), melodyOf('covered', null), melodyOf('not-covered', null)]
    expect(new Set(melodies.map((tones) => JSON.stringify(tones))).size).toBe(5)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import problems from '../../../resources/rules/read-problems.json' with { type: 'json' }
import { inputProblemSchema, itemSchema, kindHintSchema } from '../../../src-shared/intake/item.ts'
import { describeProblem, describeWarnings } from '../../../src-shared/intake/problem-texts.ts'
import { readItem } from '../../../src-shared/intake/read-item.ts'
import type { ReadInput } from '../../../src-shared/intake/read-item.ts'
import type { ReadOptions } from '../../../src-shared/intake/read-options.ts'
import { encodeEnp } from '../../../src-shared/policy/enp.ts'
import vectors from '../../vectors/intake/items.json' with { type: 'json' }

const usual: ReadOptions = { today: '2026-11-22', enpCheckDigit: 'refuse', uncheckableSnils: 'accept' }

function optionsOf(given: { as?: string; enpCheckDigit?: string; uncheckableSnils?: string } = {}): ReadOptions {
  return {
    ...usual,
    ...(given.as === undefined ? {} : { as: kindHintSchema.parse(given.as) }),
    ...(given.enpCheckDigit === 'warn' ? { enpCheckDigit: 'warn' } : {}),
    ...(given.uncheckableSnils === 'refuse' ? { uncheckableSnils: 'refuse' } : {}),
  }
}

function inputOf(vector: (typeof vectors)[number]): ReadInput {
  if (vector.text !== undefined) return { text: vector.text }
  return { bytes: Uint8Array.from(vector.hex?.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) }
}

describe('the vectors of intake', () => {
  it.each(vectors)('$name', (vector) => {
    const item = readItem(inputOf(vector), optionsOf(vector.options))
    expect(item).toMatchObject(vector.item)
    if (vector.warnings !== undefined) expect(item.warnings).toEqual(vector.warnings)
    expect(itemSchema.parse(item)).toEqual(item)
  })

  it('names are unique', () => {
    expect(new Set(vectors.map((vector) => vector.name)).size).toBe(vectors.length)
  })
})

describe('ENPs of people not born yet', () => {
  it('a coded birth date is unreadable until its day', () => {
    const text = encodeEnp({ region: '00', birthDate: '2026-11-23', sex: 'female', serial: 1 })
    expect(readItem({ text }, usual).warnings).toContain('enp-coded-part-unreadable')
    expect(readItem({ text }, { ...usual, today: '2026-11-23' }).warnings).not.toContain('enp-coded-part-unreadable')
  })
})

describe('what the receptionist says', () => {
  it.each(['document:1', 'document:24', 'document:99', 'old-policy'])('«%s» is a kind', (hint) => {
    expect(kindHintSchema.safeParse(hint).success).toBe(true)
  })

  it.each(['document:0', 'document:100', 'document:-5', 'document:014', 'document:1.5', 'document:', 'passport'])(
    '«%s» is none',
    (hint) => {
      expect(kindHintSchema.safeParse(hint).success).toBe(false)
    },
  )
})

describe('several candidates', () => {
  it('lists every split of four words', () => {
    const item = readItem({ text: 'Гарсиа Лопес Анна Мария 15.03.1985' }, usual)
    expect(
      item.kind === 'several-candidates' &&
        item.candidates.map((one) => 'familyName' in one && [one.familyName, one.givenName, one.patronymic]),
    ).toEqual([
      ['ГАРСИА ЛОПЕС', 'АННА', 'МАРИЯ'],
      ['ГАРСИА', 'ЛОПЕС АННА', 'МАРИЯ'],
      ['ГАРСИА', 'ЛОПЕС', 'АННА МАРИЯ'],
    ])
  })

  it('asks where a text sounds like a name under both layouts', () => {
    const item = readItem({ text: 'Beka Tuet 15.03.1985' }, usual)
    expect(item.kind === 'several-candidates' && item.candidates.map((one) => 'familyName' in one && one.familyName)).toEqual([
      'ИУЛФ',
      'BEKA',
    ])
  })
})

describe('texts of problems', () => {
  const fromElsewhere = ['hex', 'image-unreadable', 'image-without-code', 'bank-card', 'serial-noise', 'nothing-read']
  it('every detail of the list is reached by a vector, or is one that a host or the rules give', () => {
    const reached = new Set(vectors.map((vector) => vector.item.detail).concat(fromElsewhere))
    expect(Object.keys(problems.details).filter((detail) => !reached.has(detail))).toEqual([])
  })

  it('every reason and detail has a sentence in both languages', () => {
    expect(Object.keys(problems.reasons).toSorted()).toEqual(inputProblemSchema.options.toSorted())
    for (const { ru, en } of [...Object.values(problems.reasons), ...Object.values(problems.details)]) {
      expect(ru).toMatch(/[а-я].*\.$/)
      expect(en).toMatch(/[a-z].*\.$/)
      expect([...ru.matchAll(/\{\w+\}/g)].map(String).toSorted()).toEqual([...en.matchAll(/\{\w+\}/g)].map(String).toSorted())
    }
  })

  it('no placeholder stays open', () => {
    for (const vector of vectors) {
      const item = readItem(inputOf(vector), optionsOf(vector.options))
      expect(describeProblem(item, 'ru') ?? '').not.toMatch(/[{}]/)
      expect(describeWarnings(item, 'en').join(' ')).not.toMatch(/[{}]/)
    }
  })

  it('«прочитано с ошибкой», «не код полиса» and an unfinished text never share a sentence', () => {
    const sentences = Object.values(problems.reasons).map((text) => text.ru)
    expect(new Set(sentences).size).toBe(sentences.length)
  })
})

describe('properties', () => {
  const hints = fc.option(
    fc.constantFrom(
      'document:3' as const,
      'document:9' as const,
      'document:14' as const,
      'old-policy' as const,
      'temporary-certificate' as const,
      'uek-card' as const,
    ),
  )
  const letters = fc.constantFrom(...'0123456789 -.,/№NОЗIVXШабвИванов bdfyjdABab<{}":;=\r\n\t\u0001\u0002\u00a0\u200b́ßﬃ')
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: letters, maxLength: 150 }),
    fc
      .tuple(fc.constantFrom(...vectors.flatMap((vector) => vector.text ?? [])), fc.nat(), fc.string({ unit: letters, maxLength: 3 }))
      .map(([text, at, piece]) => {
        const place = text.length === 0 ? 0 : at % text.length
        return text.slice(0, place) + piece + text.slice(place + 1)
      }),
  )

  it('any text gives exactly one item of the schema', () => {
    fc.assert(
      fc.property(texts, hints, fc.constantFrom('refuse' as const, 'warn' as const), (text, as, enpCheckDigit) => {
        const item = readItem({ text }, { ...usual, enpCheckDigit, ...(as === null ? {} : { as }) })
        expect(itemSchema.safeParse(item).success).toBe(true)
        expect(readItem({ text }, { ...usual, enpCheckDigit, ...(as === null ? {} : { as }) })).toEqual(item)
      }),
      { numRuns: 3000 },
    )
  })

  it('any bytes give exactly one item of the schema', () => {
    const payloads = fc
      .tuple(fc.constantFrom(1, 2), fc.uint8Array({ minLength: 127, maxLength: 133 }))
      .map(([type, rest]) => Uint8Array.of(type, ...rest))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), payloads), (bytes) => {
        expect(itemSchema.safeParse(readItem({ bytes }, usual)).success).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('a policy with one changed byte is never taken for another kind of thing', () => {
    const first = vectors[0]
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 64 }), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const input = first === undefined ? { bytes: new Uint8Array() } : inputOf(first)
        if (!('bytes' in input)) throw new Error('the first vector holds bytes')
        input.bytes[place] = (input.bytes[place] ?? 0) ^ change
        const item = readItem(input, usual)
        expect(item.kind === 'policy-barcode' || (item.kind === 'unrecognised' && item.reason === 'misread')).toBe(true)
      }),
    )
  })

  it('sixteen digits with one wrong digit are never taken', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999 }), fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1, max: 9 }), (serial, place, shift) => {
        const enp = encodeEnp({ region: '00', birthDate: '1985-03-15', sex: 'male', serial })
        const wrong = enp.slice(0, place) + String((Number(enp[place]) + shift) % 10) + enp.slice(place + 1)
        expect(readItem({ text: wrong }, usual)).toMatchObject({ kind: 'unrecognised', reason: 'misread' })
      }),
    )
  })

  it('a usable thing sent twice is the same thing', () => {
    for (const vector of vectors) {
      if (vector.text === undefined || vector.name.includes('twice') || vector.text.charCodeAt(0) === 2) continue
      const once = readItem({ text: vector.text }, usual)
      if (once.kind === 'unrecognised' || once.kind === 'several-candidates') continue
      expect(readItem({ text: `${vector.text}\r\n${vector.text}` }, usual), vector.name).toMatchObject({ kind: once.kind })
    }
  })

  it('takes well under a millisecond', () => {
    const inputs = vectors.map(inputOf)
    for (const input of inputs) readItem(input, usual)
    const rounds = Array.from({ length: 10 }, () => {
      const start = performance.now()
      for (const input of inputs) readItem(input, usual)
      return performance.now() - start
    })
    // The best round: other programs of a busy machine only add to the time.
    expect(Math.min(...rounds) / inputs.length).toBeLessThan(0.5)
  })

  it('an over-long text is answered quickly too', () => {
    for (const piece of ['0', 'а', 'A', ' ', '-', 'N ', 'а1', 'И.', '02', '0056410834000014 ']) {
      const text = piece.repeat(20_000 / piece.length)
      const start = performance.now()
      readItem({ text }, usual)
      expect(performance.now() - start, JSON.stringify(piece)).toBeLessThan(200)
    }
  })
})

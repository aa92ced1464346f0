import { createSecretKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { keyedHash, questionOf } from '../../../src-main/app/question.ts'
import type { Item } from '../../../src-shared/intake/item.ts'

const key = createSecretKey(new Uint8Array(32).fill(7))
const enp: Item = { kind: 'enp', enp: '0056410834000014', confirm: false, warnings: [] }
const passport = (series: string): Item => ({ kind: 'document', type: 14, series, number: '000001', warnings: [] })
const name = (familyName: string): Item => ({
  kind: 'name-and-birth-date',
  familyName,
  givenName: 'Пётр',
  patronymic: null,
  birthDate: '2015-02-28',
  warnings: [],
})
const hash = (items: Item[], otherKey = key): string => Buffer.from(questionOf(items, null, [], otherKey).hash).toString('hex')

describe('the keyed hash of a question', () => {
  test('is 32 bytes and depends on the key', () => {
    expect(hash([enp])).toHaveLength(64)
    expect(hash([enp], createSecretKey(new Uint8Array(32).fill(8)))).not.toBe(hash([enp]))
  })

  test('does not depend on order or spelling, but on what was shown', () => {
    expect(hash([enp, passport('00 00')])).toBe(hash([passport('0000'), enp]))
    expect(hash([enp])).not.toBe(hash([enp, passport('0000')]))
  })

  test('folds names', () => {
    expect(hash([name('Ёлкин')])).toBe(hash([name('ЕЛКИН')]))
  })

  test('names the kinds asked, and the question of the newborn', () => {
    expect(questionOf([enp, passport('0000')], null, [], key).asked).toBe('enp+document')
    const newborn = { born: '2025-11-01', registered: 'not-yet' as const, representative: { text: '' } }
    expect(questionOf([], newborn, [enp], key).asked).toBe('newborn')
    expect(hash([])).not.toBe(Buffer.from(questionOf([], newborn, [enp], key).hash).toString('hex'))
  })

  test('hashes of different purposes never meet', () => {
    expect(Buffer.compare(keyedHash(key, 'person', 'x'), keyedHash(key, 'question', 'x'))).not.toBe(0)
  })
})

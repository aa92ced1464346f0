import { describe, expect, test } from 'vitest'
import { inFoundOrder } from '../../../src-main/app/name-order.ts'
import { readShown } from '../../../src-main/app/read-shown.ts'
import type { Reading } from '../../../src-main/app/read-shown.ts'
import { settingsSchema } from '../../../src-shared/settings.ts'
import { fakeRegister } from '../../fakes/fake-folder.ts'
import { fakePerson } from '../../fakes/people.ts'

const register = fakeRegister('2025-11-21T21:00:00Z', [
  fakePerson({ id: 'a', familyName: 'КУЗНЕЦОВА', givenName: 'МАРИЯ', patronymic: 'СЕРГЕЕВНА', birthDate: '1988-04-12' }),
])
const read = (text: string): Reading => readShown([{ text }], settingsSchema.parse({}), '2025-11-22')
const names = ({ presented }: Reading): unknown => presented.map((item) => 'familyName' in item && [item.familyName, item.givenName])

describe('the order of two words of a name', () => {
  test('is turned where only the other order finds somebody', () => {
    const found = inFoundOrder(read('Мария Кузнецова 12.04.1988'), register)
    expect(names(found)).toEqual([['КУЗНЕЦОВА', 'МАРИЯ']])
    expect(found.items).toEqual(found.presented)
  })

  test.each(['Кузнецова Мария 12.04.1988', 'Петрова Анна 12.04.1988', 'Мария Кузнецова Сергеевна 12.04.1988', '0056410834000014'])(
    'stays as read for %s',
    (text) => {
      const reading = read(text)
      expect(inFoundOrder(reading, register)).toBe(reading)
    },
  )

  test('asks nothing of a register that is not ready', () => {
    const missing = fakeRegister('2025-11-21T21:00:00Z')
    missing.stated = { ...missing.stated, state: 'missing' }
    const reading = read('Мария Кузнецова 12.04.1988')
    expect(inFoundOrder(reading, missing)).toBe(reading)
    expect(missing.asked).toEqual([])
  })
})

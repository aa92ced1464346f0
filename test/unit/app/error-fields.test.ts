import { expect, test } from 'vitest'
import { errorFields } from '../../../src-main/app/error-fields.ts'

test('a log line about an exception holds its class, code and places, never its message', () => {
  const error = Object.assign(new RangeError('Иванов\n 15.03.1985'), { code: 'SQLITE_FULL' })
  const fields = errorFields(error)
  expect(fields).toMatchObject({ name: 'RangeError', code: 'SQLITE_FULL' })
  expect(JSON.stringify(fields)).not.toMatch(/Иванов|1985/)
  expect(errorFields('Иванов')).toEqual({ name: 'string', code: null, at: null })
})

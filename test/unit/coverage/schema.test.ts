import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { importProfileJsonSchema } from '../../../src-main/import/profile-json-schema.ts'
import { factsJsonSchema, registerRecordJsonSchema } from '../../../src-shared/coverage/schema.ts'

const folder = path.resolve(import.meta.dirname, '../../../resources/schemas')

describe('the published schemas', () => {
  test.each([
    ['facts.schema.json', factsJsonSchema],
    ['register-record.schema.json', registerRecordJsonSchema],
    ['import-profile.schema.json', importProfileJsonSchema],
  ])('%s is what the sources say (else run `npm run schemas`)', (name, schema) => {
    const published: unknown = JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
    expect(published).toEqual(JSON.parse(JSON.stringify(schema())))
  })

  test('refuse keys that nobody knows and require every key', () => {
    const facts = factsJsonSchema()
    expect(facts['additionalProperties']).toBe(false)
    expect(facts['required']).toEqual(Object.keys(facts['properties'] as object))
  })
})

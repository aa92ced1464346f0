import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { importProfileJsonSchema } from '../../import/profile-json-schema.ts'
import { factsJsonSchema, registerRecordJsonSchema } from '../../../src-shared/coverage/schema.ts'

/** Writes the published JSON Schemas from the schemas in the sources: `npm run schemas`. */
const folder = path.resolve(import.meta.dirname, '../../../resources/schemas')
mkdirSync(folder, { recursive: true })
for (const [name, schema] of Object.entries({
  'facts.schema.json': factsJsonSchema(),
  'register-record.schema.json': registerRecordJsonSchema(),
  'import-profile.schema.json': importProfileJsonSchema(),
})) {
  writeFileSync(path.join(folder, name), `${JSON.stringify(schema, null, 2)}\n`)
  console.log(`resources/schemas/${name}`)
}

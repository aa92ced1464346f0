import { z } from 'zod'
import { instantSchema } from '../schema-pieces.ts'
import { insurerSchema, personSchema } from './person.ts'

/** The version of the record format below; a file of a newer one is refused by name. */
export const RECORD_SCHEMA_VERSION = 1

/** Line 1 of a register file in JSON Lines. */
export const registerHeaderSchema = z.strictObject({
  schemaVersion: z.int().min(1),
  /** Name of the dataset. Names that begin with `demo` are synthetic and go only into demo folders. */
  dataset: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i),
  /** What the copy holds: the attached people of a clinic, a region, … */
  scope: z.string().min(1).max(200),
  version: z.string().min(1).max(64),
  /** The data are complete up to this instant. */
  asOf: instantSchema,
})
export type RegisterHeader = z.infer<typeof registerHeaderSchema>

/** Every further line: `{"person": …}` or `{"insurer": …}`. */
export const registerRecordSchema = z.union([z.strictObject({ person: personSchema }), z.strictObject({ insurer: insurerSchema })])
export type RegisterRecord = z.infer<typeof registerRecordSchema>

/** True for datasets that a demo folder takes and a real folder refuses. */
export function isDemoDataset(dataset: string): boolean {
  return dataset.toLowerCase().startsWith('demo')
}

import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { evaluate } from '../../../src-shared/coverage/evaluate.ts'
import { failedVerdict } from '../../../src-shared/coverage/failed-verdict.ts'
import { tablesWith } from '../../../src-shared/coverage/tables.ts'
import type { CoverageTables } from '../../../src-shared/coverage/tables.ts'
import { outcomeSchema } from '../../../src-shared/coverage/verdict.ts'
import type { Language, Verdict } from '../../../src-shared/coverage/verdict.ts'
import { settingsSchema } from '../../../src-shared/settings.ts'

const folder = path.resolve(import.meta.dirname, '../../vectors/coverage')

const vectorSchema = z.strictObject({
  name: z.string(),
  /** As given to `evaluate`; absent where `failure` names a failure of the program. */
  facts: z.unknown().optional(),
  /** Rows of §3 from the settings. */
  presentedRows: settingsSchema.shape.presentedRows.removeDefault().optional(),
  /** The limits have no rows, so that the rules fail inside. */
  brokenTables: z.literal(true).optional(),
  failure: z.enum(['proof-not-written']).optional(),
  expect: z.strictObject({
    outcome: outcomeSchema,
    underlying: z.strictObject({ outcome: outcomeSchema, code: z.string() }).nullable(),
    reasons: z.array(z.string()).min(1),
  }),
})
export type Vector = z.infer<typeof vectorSchema>

/** All vectors with the file each stands in. */
export const vectors: readonly { readonly file: string; readonly vector: Vector }[] = readdirSync(folder)
  .toSorted()
  .flatMap((file) =>
    z
      .array(vectorSchema)
      .parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
      .map((vector) => ({ file, vector })),
  )

export function tablesOf(vector: Vector): CoverageTables {
  const tables = tablesWith(vector.presentedRows ?? [])
  if (vector.brokenTables !== true) return tables
  return { ...tables, limits: { ...tables.limits, clockToleranceSeconds: { rows: [] } } }
}

export function verdictOf(vector: Vector, language: Language = 'ru'): Verdict {
  if (vector.failure !== undefined) return failedVerdict(vector.failure, language)
  return evaluate(vector.facts, { tables: tablesOf(vector), language })
}

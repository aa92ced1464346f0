import path from 'node:path'
import { z } from 'zod'

/** Something that held a publication and was passed: a brake or a refusal by its code, of one file where it is of a file. */
export const liftedSchema = z.strictObject({ code: z.string(), file: z.string().nullable() })
export type Lifted = z.infer<typeof liftedSchema>

/** What was passed in which publication, and why (register sources §5.4: «with a reason»). */
export const passedSchema = z.strictObject({ sequence: z.int().min(1), at: z.string(), reason: z.string(), lifted: z.array(liftedSchema) })
export type Passed = z.infer<typeof passedSchema>

/** What somebody lets pass this once. `file` null: of any file. */
export interface Acceptance {
  readonly reason: string
  readonly lifted: readonly Lifted[] | 'everything'
}

/** Publications whose acceptances are remembered. */
const MOST_PASSED = 200

/** True where a brake or refusal was named; `file` as a path or as reports name it, of a zip with its member behind a slash. */
export function isLifted(acceptance: Acceptance | null, code: string, file: string | null): boolean {
  if (acceptance === null) return false
  if (acceptance.lifted === 'everything') return true
  return acceptance.lifted.some(
    (one) => one.code === code && (one.file === null || (file !== null && fileName(one.file) === fileName(file))),
  )
}

/** The name of a file by its path or by the name that reports give it. */
export function fileName(file: string): string {
  return path.basename(file.replace(/(\.zip)[/][^/]*$/i, '$1'))
}

/** The memory of what was passed, after this publication. */
export function rememberPassed(
  former: readonly Passed[],
  acceptance: Acceptance | null,
  lifted: readonly Lifted[],
  publication: Pick<Passed, 'sequence' | 'at'>,
): Passed[] {
  if (acceptance === null || lifted.length === 0) return [...former]
  return [...former, { ...publication, reason: acceptance.reason, lifted: [...lifted] }].slice(-MOST_PASSED)
}

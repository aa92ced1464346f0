import { err, ok, type Result } from '../../src-shared/result.ts'

/** One planted defect: what it removes, and the tests that must notice. */
export interface Mutant {
  readonly name: string
  readonly why: string
  /** Test files from the project root, `/` between folders. Each must have a failing test. */
  readonly catches: readonly string[]
  /** Files that the patch changes. */
  readonly touches: readonly string[]
  readonly patch: string
}

const TEST_FILE = /^test\/(unit|store|host)\/[\w./-]+\.test\.tsx?$/

/**
 * Reads a `.patch` file: comment lines `# catches: test/unit/….test.ts` (one or more) and `# why: …`, then a unified diff as
 * git writes it. The error says what is missing.
 */
export function readMutant(name: string, text: string): Result<Mutant, string> {
  const catches = [...text.matchAll(/^# catches: *(\S+) *$/gm)].map(([, file = '']) => file)
  const why = /^# why: *(\S.*)$/m.exec(text)?.[1]
  const touches = [...text.matchAll(/^\+\+\+ b\/(\S+)$/gm)].map(([, file = '']) => file)
  const stranger = catches.find((file) => !TEST_FILE.test(file))
  if (catches.length === 0) return err('names no test that must catch it (# catches: test/unit/….test.ts)')
  if (stranger !== undefined) return err(`names ${stranger}, which is no vitest file under test/unit, test/store or test/host`)
  if (why === undefined) return err('does not say what it plants (# why: …)')
  if (touches.length === 0) return err('changes no file (a diff with a/ and b/ paths is needed)')
  if (touches.some((file) => file.startsWith('test/'))) return err('changes a test; a mutant changes what is tested')
  return ok({ name, why, catches, touches, patch: text })
}

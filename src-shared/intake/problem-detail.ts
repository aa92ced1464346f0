import problems from '../../resources/rules/read-problems.json' with { type: 'json' }
import type { InputProblem, Unrecognised } from './item.ts'

/** The closed list of what exactly can be wrong with an input; each has a text in `resources/rules/read-problems.json`. */
export type ProblemDetail = keyof typeof problems.details

/** Says that nothing usable was read. `params` fill the placeholders of the text; they never hold personal data. */
export function unread(reason: InputProblem, detail: ProblemDetail, params: Readonly<Record<string, string>> = {}): Unrecognised {
  return { kind: 'unrecognised', reason, detail, params: { ...params }, warnings: [] }
}

/** The count of digits received where another count is needed: too few is unfinished, too many is misread. */
export function wrongCount(detail: ProblemDetail, received: number, expected: number): Unrecognised {
  return unread(received < expected ? 'input-incomplete' : 'misread', detail, { received: String(received), expected: String(expected) })
}

import type { ReasonCode } from './reason-codes.ts'
import { reasonEntry } from './reasons.ts'
import type { Outcome } from './verdict.ts'

/** Values for placeholders; dates and instants in ISO form, a missing value is simply absent. */
export type Params = Readonly<Record<string, string>>

/** What one step found: a code of the closed list with the outcome it means here. */
export interface Finding {
  readonly code: ReasonCode
  readonly outcome: Outcome
  readonly params: Params
  /** Chooses a variant of the texts in `reasons.json`. */
  readonly variant: string | null
}

/** A remark that never changes the outcome (coverage rules §4). */
export interface Note {
  readonly code: ReasonCode
  readonly params: Params
}

/** The finding of a code with the outcome that the closed list gives it. */
export function finding(code: ReasonCode, params: Readonly<Record<string, string | null>> = {}, variant: string | null = null): Finding {
  const { outcome } = reasonEntry(code)
  if (outcome === null) throw new Error(`${code} is a note`)
  return { code, outcome, params: present(params), variant }
}

/** The same code with another outcome of its entry; its texts are the variant named like the outcome. */
export function findingAs(code: ReasonCode, outcome: Outcome, params: Readonly<Record<string, string | null>> = {}): Finding {
  const entry = reasonEntry(code)
  if (outcome === entry.outcome) return finding(code, params)
  if (entry.otherOutcomes?.includes(outcome) !== true) throw new Error(`${code} never means ${outcome}`)
  return { code, outcome, params: present(params), variant: outcome }
}

export function note(code: ReasonCode, params: Readonly<Record<string, string | null>> = {}): Note {
  return { code, params: present(params) }
}

function present(params: Readonly<Record<string, string | null>>): Params {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(params)) if (value !== null && value !== '') kept[name] = value
  return kept
}

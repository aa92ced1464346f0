import type { CalendarDate } from '../calendar.ts'
import type { Policy } from '../register/person.ts'
import { coverageOf } from './coverage-of.ts'
import type { Finding, Note } from './finding.ts'
import type { KnownEvidence, KnownFacts, KnownNewborn, PersonEntry } from './known-facts.ts'
import type { Moment } from './moment.ts'
import { byRepresentative, isNewborn, newbornAge, representativeNotCovered } from './newborn.ts'
import { momentNotes, personNotes } from './notes.ts'
import { documentsContradict, shownDocuments } from './shown-documents.ts'
import { stepAge } from './step-age.ts'
import { stepIdentity } from './step-identity.ts'
import type { Comparison } from './step-identity.ts'
import { stepInput } from './step-input.ts'
import { stepMatch } from './step-match.ts'
import type { Matched } from './step-match.ts'
import { representativePresented, stepPresented } from './step-presented.ts'
import { stepRegister } from './step-register.ts'
import type { CoverageTables } from './tables.ts'

/** What the rules decided, before it is put into words. */
export interface Judgement {
  readonly decision: Finding
  /** Further findings that stand beside the decision: more conflicts of step 5, why a representative is not covered. */
  readonly further: readonly Finding[]
  readonly notes: readonly Note[]
  /** What steps 5–7 said where another step decides. */
  readonly underlying: Finding | null
  readonly matched: Matched | null
  readonly comparison: Comparison | null
  readonly candidates: readonly PersonEntry[]
  readonly policy: Policy | null
  readonly confirmable: boolean
  readonly newbornOffered: boolean
  readonly moment: Moment | null
}

const nothing = {
  further: [],
  notes: [],
  underlying: null,
  matched: null,
  comparison: null,
  candidates: [],
  policy: null,
  confirmable: false,
  newbornOffered: false,
} as const

const confirmableCodes: ReadonlySet<string> = new Set(['surname-changed', 'identity-differs'])

/** The evaluation order of coverage rules §2 over readable facts; the newborn's question of §5 included. */
export function judge(known: KnownFacts, tables: CoverageTables): Judgement {
  if (known.newborn !== null) return judgeNewborn(known, known.newborn, tables)
  const input = stepInput(known.evidence, known.registerState === 'ready')
  const { decision, moment } = stepRegister(known, tables)
  if (input !== null) return { ...nothing, decision: input, moment }
  if (moment === null || isFinal(decision)) return { ...nothing, decision: decision ?? bug(), moment }
  return clocked(judgePerson(known, known.evidence, moment, {}), decision)
}

/** With a wrong clock nothing is announced; what steps 5–7 would say is told in words. */
function clocked(judgement: Judgement, clockUntrusted: Finding | null): Judgement {
  if (clockUntrusted === null) return judgement
  const { moment, matched, comparison, notes, policy, underlying, decision } = judgement
  const inDoubt = comparison?.decision?.code === 'other-person'
  if (matched === null || inDoubt) return { ...nothing, decision: clockUntrusted, moment }
  return { ...nothing, decision: clockUntrusted, moment, matched, comparison, notes, policy, underlying: underlying ?? decision }
}

/** Steps 3–9 for what one person shows. */
function judgePerson(
  allKnown: KnownFacts,
  evidence: KnownEvidence,
  moment: Moment,
  options: { readonly birthDate?: CalendarDate; readonly representativeOf?: KnownNewborn },
): Judgement {
  const presented = evidence.presented ?? []
  const match = stepMatch(evidence, allKnown, moment)
  if (match.kind !== 'one') {
    const candidates = match.kind === 'undecided' ? match.candidates : []
    const shownBirthDates = presented.map((item) => ('birthDate' in item ? item.birthDate : null))
    const newbornOffered =
      match.decision.code === 'not-in-local-register' && allKnown.newborn === null && shownBirthDates.some((day) => isNewborn(day, moment))
    return { ...nothing, decision: match.decision, notes: momentNotes(moment), candidates, newbornOffered, moment }
  }
  const { matched } = match
  const person = matched.entry.full
  const known =
    person?.removed === null && documentsContradict(shownDocuments(presented, matched, moment)) ? evidenceMissing(allKnown) : allKnown
  const { confirmation } = known
  const birthDate = options.birthDate
  const comparison = stepIdentity(matched, presented, birthDate === undefined ? { confirmation } : { confirmation, birthDate })
  const identity = comparison?.decision ?? null
  const base = { ...nothing, matched, comparison, moment }
  if (identity?.code === 'other-person') return { ...base, decision: identity, notes: momentNotes(moment) }
  const { representativeOf } = options
  const coverage = coverageOf(person, known, moment)
  const representative = representativeOf !== undefined
  const context = { known, moment, presented, matched, comparison, coverage: coverage.decision, policy: coverage.policy, representative }
  const notes = personNotes(context)
  const found = { ...base, notes, policy: coverage.policy }
  if (identity !== null) {
    const confirmable = confirmableCodes.has(identity.code)
    return { ...found, decision: shownValid(identity, coverage.decision), underlying: coverage.decision, confirmable }
  }
  const age = stepAge(coverage.decision, moment)
  if (age !== null) {
    const besides = notes.filter((one) => one.code !== 'data-age')
    return { ...found, notes: besides, decision: age, underlying: coverage.decision }
  }
  if (coverage.decision.outcome !== 'covered' || person === null)
    return { ...found, decision: coverage.decision, further: coverage.further }
  const decision = representativeOf === undefined ? coverage.decision : byRepresentative(representativeOf, moment)
  if (decision.outcome !== 'covered') return { ...found, decision }
  const presentedEnough = representative ? representativePresented : stepPresented
  const insufficient = presentedEnough(person, presented, matched, moment)
  return insufficient === null ? { ...found, decision } : { ...found, decision: insufficient, underlying: decision }
}

/** Coverage rules §5: first the child's own record; one found decides. Else the representative. */
function judgeNewborn(known: KnownFacts, newborn: KnownNewborn, tables: CoverageTables): Judgement {
  const { evidence } = known
  const nothingShown = evidence.problem === 'input-empty' || (evidence.problem === null && evidence.presented?.length === 0)
  const ready = known.registerState === 'ready'
  const input = nothingShown ? null : stepInput(evidence, ready)
  const { decision, moment } = stepRegister(known, tables)
  if (input !== null) return { ...nothing, decision: input, moment }
  const representativeInput = stepInput(newborn.representative, ready)
  if (moment === null || isFinal(decision)) return { ...nothing, decision: decision ?? bug(), moment }
  if (!nothingShown) {
    const own = judgePerson(known, evidence, moment, { birthDate: newborn.birthDate })
    if (own.matched !== null || own.candidates.length > 0 || own.decision.code === 'fact-missing') return clocked(own, decision)
  }
  const tooOld = newbornAge(newborn, moment)
  if (tooOld !== null) return { ...nothing, decision: decision ?? tooOld, notes: momentNotes(moment), moment }
  if (representativeInput !== null && decision === null) {
    return throughRepresentative({ ...nothing, decision: representativeInput, notes: momentNotes(moment), moment })
  }
  if (representativeInput !== null) return { ...nothing, decision: decision ?? bug(), moment }
  const representative = judgePerson(known, newborn.representative, moment, { representativeOf: newborn })
  return decision === null ? throughRepresentative(representative) : clocked(representative, decision)
}

const newbornCodes: ReadonlySet<string> = new Set(['newborn-choose-insurer', 'newborn-registration-unknown', 'document-not-sufficient'])

/** What a verdict on the representative means for the child; the representative's reason stands beside it. */
function throughRepresentative(judgement: Judgement): Judgement {
  const { decision } = judgement
  if (decision.outcome === 'covered' || newbornCodes.has(decision.code)) return judgement
  const ownSteps = judgement.matched !== null && judgement.underlying === null && (judgement.comparison?.decision ?? null) === null
  return {
    ...judgement,
    decision: representativeNotCovered(decision),
    further: [decision, ...judgement.further],
    underlying: ownSteps ? decision : judgement.underlying,
  }
}

/** Whether the policy is in force is worth saying beside a difference in a name. */
function shownValid(identity: Finding, coverage: Finding): Finding {
  return coverage.outcome === 'covered' ? { ...identity, variant: 'valid' } : identity
}

function evidenceMissing(known: KnownFacts): KnownFacts {
  return { ...known, missing: new Set([...known.missing, 'evidence' as const]) }
}

/** With a wrong clock the rest is still told in words; any other decision of step 2 ends the matter. */
function isFinal(decision: Finding | null): boolean {
  return decision !== null && decision.code !== 'clock-untrusted'
}

function bug(): never {
  throw new Error('step 2 gave neither a decision nor a moment')
}

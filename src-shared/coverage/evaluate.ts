import texts from '../../resources/rules/texts.json' with { type: 'json' }
import type { Insurer, Person, Policy } from '../register/person.ts'
import { fullYears } from '../calendar.ts'
import { fullBirthDate } from './birth-date.ts'
import { describer } from './describe.ts'
import type { Finding } from './finding.ts'
import { failedVerdict } from './failed-verdict.ts'
import { judge } from './judge.ts'
import type { Judgement } from './judge.ts'
import { readFacts } from './known-facts.ts'
import type { KnownFacts, PersonEntry } from './known-facts.ts'
import { therapeuticAttachment } from './notes.ts'
import { showName } from './show-values.ts'
import { ageHours } from './step-age.ts'
import { builtInTables } from './tables.ts'
import type { CoverageTables } from './tables.ts'
import type { Language, Verdict, VerdictPerson } from './verdict.ts'

/**
 * The verdict on facts (coverage rules §1–§8). Pure and total: accepts anything, never throws, and `covered` comes only from a
 * rule that names itself. Unreadable facts give `fact-missing`, a failure inside gives `not-checked` `internal-error`. Sources
 * that are not `online` (demo, loaded) behave as the cache. For anything but `covered` the first reason decides; for `covered`
 * the first reason is the rule.
 */
export function evaluate(facts: unknown, options: { readonly tables?: CoverageTables; readonly language: Language }): Verdict {
  const language: Language = options.language === 'en' ? 'en' : 'ru'
  try {
    const known = readFacts(facts)
    return verdictOf(known, judge(known, options.tables ?? builtInTables), language)
  } catch {
    return failedVerdict('internal-error', language)
  }
}

function verdictOf(known: KnownFacts, judgement: Judgement, language: Language): Verdict {
  const { decision, further, notes, underlying, matched, comparison, policy, moment } = judgement
  const { outcome } = decision
  const insurer = policy === null ? null : insurerOf(policy, known)
  const words = describer(known, judgement, insurer, language)
  const person = matched === null ? null : verdictPerson(matched.entry, known)
  const full = matched?.entry.full ?? null
  const compare = notes.find((note) => note.code === 'compare-person')
  const guide = guiding(judgement)
  const nextStep = words.text(guide, 'nextStep')
  const ready = known.registerState === 'ready'
  return {
    outcome,
    underlying: underlying === null ? null : { outcome: underlying.outcome, code: underlying.code, text: words.text(underlying, 'text') },
    reasons: [decision, ...further, ...notes].map((one) => words.reason(one, outcome)),
    title: words.text(decision, 'title'),
    summary: `${words.text(decision, 'summary')}. ${words.age()}`,
    nextStep: compare === undefined ? nextStep : `${words.text(compare, 'nextStep')} ${nextStep}`,
    say: words.text(guide, 'say'),
    person,
    candidates: candidatesOf(judgement.candidates, known),
    match:
      matched === null
        ? null
        : { key: matched.key, compared: [...(comparison?.compared ?? [])], differences: [...(comparison?.differences ?? [])] },
    confirmable: judgement.confirmable,
    policy: policy === null ? null : shownPolicy(policy),
    insurer,
    attachment: full === null || moment === null || known.newborn !== null ? null : therapeuticAttachment(full, moment),
    serviceDate: known.serviceDate,
    asOf: ready ? known.asOf : null,
    dataAgeHours: moment === null ? null : ageHours(moment),
    registerVersion: ready ? (known.register?.version ?? null) : null,
    source: known.register?.source ?? null,
    lastKnown:
      decision.code === 'register-too-old' && underlying !== null && moment !== null
        ? { outcome: underlying.outcome, code: underlying.code, text: words.lastKnown(underlying, moment.asOf), asOf: moment.asOf }
        : null,
    emergency: outcome === 'covered' ? null : texts.emergency[language],
    newbornOffered: judgement.newbornOffered,
    language,
  }
}

/** A representative of whom something is still open is asked for that first; one who is not insured, for somebody else. */
function guiding({ decision, further }: Judgement): Finding {
  const [why] = further
  return decision.code === 'newborn-representative-not-covered' && why !== undefined && why.outcome !== 'not-covered' ? why : decision
}

/** The name is the code where the directory does not know the insurer. */
function insurerOf(policy: Policy, known: KnownFacts): Insurer | null {
  if (policy.insurer === null) return null
  return known.insurers.get(policy.insurer) ?? { code: policy.insurer, name: policy.insurer, hotLine: null, closedOn: null }
}

function shownPolicy({ type, status, enp, series, number, from, to }: Policy): Verdict['policy'] {
  return { type, status, enp, series, number, from, to }
}

function verdictPerson(entry: PersonEntry, known: KnownFacts): VerdictPerson | null {
  const { identity, full } = entry
  if (identity === null) return null
  const birthDate = fullBirthDate(identity)
  const age = birthDate === null || known.serviceDate === null ? null : fullYears(birthDate, known.serviceDate)
  return {
    id: identity.id,
    enp: full?.enp ?? null,
    familyName: identity.familyName,
    givenName: identity.givenName,
    patronymic: identity.patronymic,
    birthDate: identity.birthDate,
    age: age === null || age < 0 ? null : age,
    sex: identity.sex,
    representatives: full === null ? [] : representativeNames(full),
  }
}

function representativeNames(person: Person): string[] {
  return person.representatives
    .map(showName)
    .filter((name) => name !== null)
    .toSorted()
}

/** In an order that tells nothing about likeness: by name, birth date, id. */
function candidatesOf(entries: readonly PersonEntry[], known: KnownFacts): VerdictPerson[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()]
    .map((entry) => verdictPerson(entry, known))
    .filter((candidate) => candidate !== null)
    .toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))
}

function sortKey(person: VerdictPerson): string {
  return [showName(person) ?? '', person.birthDate, person.id].join('\n')
}

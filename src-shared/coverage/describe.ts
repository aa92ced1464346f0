import texts from '../../resources/rules/texts.json' with { type: 'json' }
import type { Instant } from '../calendar.ts'
import type { Insurer } from '../register/person.ts'
import { fullBirthDate } from './birth-date.ts'
import type { Finding, Note, Params } from './finding.ts'
import type { Judgement } from './judge.ts'
import type { KnownFacts } from './known-facts.ts'
import type { Moment } from './moment.ts'
import { reasonEntry } from './reasons.ts'
import type { Bilingual, ReasonText } from './reasons.ts'
import { quoted, showBirthDate, showDate, showDayAndTime, showDocumentType, showInstant, showName, showWords } from './show-values.ts'
import { fill, placeholders } from './template.ts'
import type { Values } from './template.ts'
import type { Language, Outcome, Reason, Tone } from './verdict.ts'

/** Puts findings into words of one language. */
export interface Describer {
  text(finding: Finding | Note, which: ReasonText): string
  reason(finding: Finding | Note, outcome: Outcome): Reason
  /** The age of the data, without a full stop. */
  age(): string
  lastKnown(finding: Finding, asOf: Instant): string
}

const toneOf: Readonly<Record<Outcome, Tone>> = { covered: 'ok', 'not-covered': 'stop', 'needs-a-look': 'look', 'not-checked': 'unknown' }
const MINUTE = 60_000
const DATE_OR_INSTANT = /^\d{4}-\d\d-\d\d(T|$)/

/** A describer of one judgement. `insurer` is the factual insurer of the policy shown. */
export function describer(known: KnownFacts, judgement: Judgement, insurer: Insurer | null, language: Language): Describer {
  const common = commonParams(known, judgement, insurer)
  const zone = known.station?.timeZone ?? 'UTC'

  const show = (name: string, value: string): string => {
    if (name === 'insurer' || name === 'printedInsurer') return quoted(insurerName(known, value))
    if (name === 'field' || name === 'fields') return showWords(value, 'fields', language)
    if (name === 'changes') return showWords(value, 'changes', language)
    if (name === 'what') return showWords(value, 'sections', language)
    if (name === 'documentType') return showDocumentType(value, language)
    if (name === 'asOf' && judgement.moment !== null) return showAsOf(judgement.moment, language)
    if (!DATE_OR_INSTANT.test(value)) return value
    return value.length === 10 ? showDate(value, language) : showInstant(value, zone, language)
  }
  const identity = judgement.matched?.entry.identity ?? null
  const raw = (params: Params, name: string): string | null => params[name] ?? common[name] ?? null
  const values =
    (params: Params): Values =>
    (name) => {
      const value = raw(params, name)
      if (value === null) return null
      if (name === 'why') return sentenceInside(value, params)
      if (name === 'birthDate' && identity !== null) return showBirthDate(identity, language)
      return show(name, value)
    }
  const render = (finding: Finding | Note, which: ReasonText): string =>
    fill(template(finding, which)[language], language, values(finding.params))
  const sentenceInside = (code: string, params: Params): string => {
    const other: Finding | undefined = judgement.further.find((one) => one.code === code)
    const text = other === undefined ? fill(code, language, values(params)) : render(other, 'text')
    return text.slice(0, 1).toLowerCase() + text.slice(1)
  }
  return {
    text: render,
    reason(finding, outcome) {
      const entry = reasonEntry(finding.code)
      const isNote = entry.outcome === null
      const ownTone = 'outcome' in finding ? toneOf[finding.outcome] : entry.tone
      const group = isNote ? 'notes' : 'program'
      return {
        code: finding.code,
        // What speaks of a representative or a last known answer is never shown in the red of a verdict.
        tone: ownTone === 'stop' && outcome !== 'not-covered' ? 'look' : ownTone,
        rule: `${entry.step === 0 ? group : entry.step}/${finding.code}`,
        legalBasis: entry.legalBasis[language],
        params: usedParams(finding, (name) => raw(finding.params, name), known),
        text: render(finding, 'text'),
        nextStep: render(finding, 'nextStep'),
        say: render(finding, 'say'),
      }
    },
    age: () => ageSentence(known, judgement, language),
    lastKnown(finding, asOf) {
      const text = render(finding, 'text')
      const inside = text.slice(0, 1).toLowerCase() + text.slice(1)
      return fill(texts.lastKnown[language], language, (name) => (name === 'text' ? inside : show(name, asOf)))
    },
  }
}

/** The template of a text: of the variant where it has one, else of the entry; the summary is the text where there is none. */
function template(finding: Finding | Note, which: ReasonText): Bilingual {
  const entry = reasonEntry(finding.code)
  const variant = 'variant' in finding && finding.variant !== null ? entry.variants?.[finding.variant] : undefined
  return variant?.[which] ?? (which === 'summary' ? (entry.summary ?? variant?.text ?? entry.text) : entry[which])
}

/** Values that any text may use; a value that nobody knows is absent. */
function commonParams(known: KnownFacts, { matched, moment }: Judgement, insurer: Insurer | null): Params {
  const identity = matched?.entry.identity ?? null
  const values: Record<string, string | null> = {
    serviceDate: known.serviceDate,
    asOf: moment?.asOf ?? null,
    sex: identity?.sex ?? 'unknown',
    insurer: insurer?.code ?? null,
    insurerCode: insurer?.code ?? null,
    hotLine: insurer?.hotLine ?? null,
    person: identity === null ? null : (showName(identity) ?? '—'),
    birthDate: identity === null ? null : (fullBirthDate(identity) ?? identity.birthDate),
  }
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) if (value !== null && value !== '') params[name] = value
  return params
}

/** The values that the texts of this finding use, unformatted; insurers by name. */
function usedParams(finding: Finding | Note, value: (name: string) => string | null, known: KnownFacts): Params {
  const used: Record<string, string> = {}
  for (const which of ['title', 'summary', 'text', 'nextStep', 'say'] as const) {
    for (const name of placeholders(template(finding, which).ru)) {
      const found = value(name)
      if (found !== null) used[name] = name === 'insurer' || name === 'printedInsurer' ? insurerName(known, found) : found
    }
  }
  return used
}

function insurerName(known: KnownFacts, code: string): string {
  return known.insurers.get(code)?.name ?? code
}

/** The year is left out where it is the present one. */
function showAsOf({ asOfDay, asOfTime, today }: Moment, language: Language): string {
  return showDayAndTime(asOfDay, asOfTime, language, today.slice(0, 4))
}

function ageSentence(known: KnownFacts, { moment }: Judgement, language: Language): string {
  if (moment === null)
    return known.registerState === 'ready' || known.registerState === null ? texts.age.unreadable[language] : texts.age.none[language]
  const asOf = showAsOf(moment, language)
  if (moment.age === null) return fill(texts.age.untrusted[language], language, () => asOf)
  const sentence = moment.register.source === 'online' ? texts.age.online : texts.age.copy
  const age = agoText(moment.age, language)
  return fill(sentence[language], language, (name) => (name === 'age' ? age : asOf))
}

/** Minutes up to an hour, hours up to two days, then days; rounded down. */
function agoText(age: number, language: Language): string {
  const minutes = Math.floor(age / MINUTE)
  if (minutes < 1) return texts.age.now[language]
  const hours = Math.floor(minutes / 60)
  if (hours < 1) return fill(texts.age.minutes[language], language, () => String(minutes))
  if (hours < 48) return fill(texts.age.hours[language], language, () => String(hours))
  return fill(texts.age.days[language], language, () => String(Math.floor(hours / 24)))
}

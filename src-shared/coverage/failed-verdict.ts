import texts from '../../resources/rules/texts.json' with { type: 'json' }
import { reasonEntry } from './reasons.ts'
import type { Language, Verdict } from './verdict.ts'

/**
 * The answer where the program itself failed: `internal-error`, or `proof-not-written` where the journal could not keep the
 * check. Always `not-checked`, and it knows nothing about anybody.
 */
export function failedVerdict(code: 'internal-error' | 'proof-not-written', asked: Language): Verdict {
  const language: Language = asked === 'en' ? 'en' : 'ru'
  const entry = reasonEntry(code)
  const text = entry.text[language]
  const nextStep = entry.nextStep[language]
  const say = entry.say[language]
  return {
    outcome: 'not-checked',
    underlying: null,
    reasons: [{ code, tone: 'unknown', rule: `program/${code}`, legalBasis: entry.legalBasis[language], params: {}, text, nextStep, say }],
    title: entry.title[language],
    summary: `${text}. ${texts.age.unreadable[language]}`,
    nextStep,
    say,
    person: null,
    candidates: [],
    match: null,
    confirmable: false,
    policy: null,
    insurer: null,
    attachment: null,
    serviceDate: null,
    asOf: null,
    dataAgeHours: null,
    registerVersion: null,
    source: null,
    lastKnown: null,
    emergency: texts.emergency[language],
    newbornOffered: false,
    language,
  }
}

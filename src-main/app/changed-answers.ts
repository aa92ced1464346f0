import { setImmediate } from 'node:timers/promises'
import { mostChangedAnswers } from '../../src-shared/changed-answer.ts'
import type { AnswerThen, ChangedAnswer } from '../../src-shared/changed-answer.ts'
import type { CheckRequest, Failure } from '../../src-shared/contract.ts'
import { answerWords } from '../../src-shared/coverage/answer-words.ts'
import { showName } from '../../src-shared/coverage/show-values.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { isSamePerson } from '../../src-shared/feed/recheck.ts'
import type { KeptAnswer } from '../../src-shared/feed/recheck.ts'
import type { Item } from '../../src-shared/intake/item.ts'
import { ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { judgeUnproven, proofOf } from './check.ts'
import type { CheckDependencies, Unproven } from './check.ts'
import { keptAnswer, keptRequest, keptSince } from './recheck.ts'
import type { RenewedQuestion } from './ports.ts'

/**
 * The changed answers that nobody has put aside, newest question first, at most `mostChangedAnswers`. Each question is judged anew, in
 * silence: for the name, and to see that its answer has not changed once more since it was written down.
 */
export async function changedAnswers(language: Language, dependencies: CheckDependencies): Promise<ChangedAnswer[]> {
  const { journal, clock, settings } = dependencies
  const found = journal.renewed({ since: keptSince(clock.now(), settings), limit: mostChangedAnswers })
  const answers: ChangedAnswer[] = []
  for (const one of found) {
    await setImmediate()
    answers.push(changedAnswer(one, language, dependencies))
  }
  return answers
}

/**
 * The question of a changed answer, to be checked anew on the screen; null where it is no longer in the list. From now on the answer
 * counts as told.
 */
export function openChanged(id: string, { journal, clock, settings }: CheckDependencies): Result<CheckRequest | null, Failure> {
  const all = journal.renewed({ since: keptSince(clock.now(), settings), limit: Number.MAX_SAFE_INTEGER })
  const found = all.find(({ renewed }) => renewed.id === id)
  const request = found === undefined ? null : keptRequest(found.question)
  if (request === null) return ok(null)
  const noted = journal.opened(id)
  return noted.ok ? ok(request) : noted
}

function changedAnswer(question: RenewedQuestion, language: Language, dependencies: CheckDependencies): ChangedAnswer {
  const { settings } = dependencies
  const request = keptRequest(question.question)
  const serviceDate = request?.serviceDate ?? null
  const answer = (kept: KeptAnswer): AnswerThen => {
    const words = answerWords({ ...kept, serviceDate }, settings.timeZone, settings.dataAgeLimitHours, language)
    return { outcome: kept.outcome, ...words, asOf: kept.asOf }
  }
  const today = request === null ? null : judgeUnproven({ ...request, language }, dependencies)
  return {
    id: question.renewed.id,
    askedAt: question.askedAt,
    serviceDate,
    shown: today === null ? null : shownOf(today.items[0] ?? today.representative[0]),
    name: today === null ? null : nameOf(today),
    isNewborn: request !== null && request.newborn !== null,
    before: answer(question.told),
    after: answer(question.renewed),
    isOtherPerson: question.renewed.person !== null && !isSamePerson(question.told, question.renewed),
    isCurrent: request !== null && today !== null && isSame(question.renewed, keptAnswer(proofOf(request, today, dependencies))),
    isOpened: question.isOpened,
  }
}

/** The same answer for the patient, of the same person; notes such as the age of the data may differ. */
function isSame(one: KeptAnswer, other: KeptAnswer): boolean {
  return (
    one.outcome === other.outcome &&
    one.reasons[0] === other.reasons[0] &&
    one.underlying === other.underlying &&
    one.person === other.person
  )
}

function shownOf(item: Item | undefined): ChangedAnswer['shown'] {
  if (item === undefined) return null
  const documentType = item.kind === 'document' || item.kind === 'mrz' ? item.type : null
  return { kind: item.kind, documentType, ending: numberOf(item)?.slice(-4) ?? null }
}

function numberOf(item: Item): string | null {
  if (item.kind === 'enp' || item.kind === 'policy-barcode') return item.enp
  if (item.kind === 'snils') return item.snils
  return 'number' in item ? item.number : null
}

/** `Иванов И. И.`: of the person found, else as it was shown. */
function nameOf({ verdict, items }: Unproven): string | null {
  const named = verdict.person ?? items.find((item) => item.kind === 'name-and-birth-date' || item.kind === 'policy-barcode')
  if (named === undefined) return null
  const initials = [named.givenName, named.patronymic].flatMap((part) =>
    part === null || part === '' ? [] : [`${[...part][0]?.toUpperCase() ?? ''}.`],
  )
  const familyName = showName({ familyName: named.familyName, givenName: null, patronymic: null })
  return [...(familyName === null ? [] : [familyName]), ...initials].join(' ') || null
}

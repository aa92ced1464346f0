import type { MethodInput } from '../../../../src-shared/contract.ts'
import type { RegisterRecord } from '../../../../src-shared/register/record.ts'

type Question = MethodInput<'check'>

/** How many checks are asked, of different people. */
export const QUESTIONS = 5000

/** Passes records on and keeps what evenly chosen people may show: policy, passport, СНИЛС, or name and birth date. */
export function samplingQuestions(
  records: Iterable<RegisterRecord>,
  people: number,
): { readonly records: Iterable<RegisterRecord>; readonly questions: Question[] } {
  const questions: Question[] = []
  const every = Math.max(1, Math.floor(people / QUESTIONS))
  return { questions, records: sample(records, every, questions) }
}

function* sample(records: Iterable<RegisterRecord>, every: number, questions: Question[]): Generator<RegisterRecord, void, void> {
  let seen = 0
  for (const record of records) {
    if ('person' in record && seen++ % every === 0 && questions.length < QUESTIONS)
      questions.push(questionOf(record.person, questions.length))
    yield record
  }
}

function questionOf(person: Extract<RegisterRecord, { person: unknown }>['person'], turn: number): Question {
  const passport = person.documents.find((document) => document.type === 14)
  const texts = [
    person.enp,
    passport === undefined ? null : `${passport.series} ${passport.number}`,
    person.snils,
    `${person.familyName} ${person.givenName} ${person.patronymic ?? ''} ${person.birthDate}`,
  ]
  const text = texts[turn % texts.length] ?? person.enp ?? person.id
  return { shown: [{ text }] }
}

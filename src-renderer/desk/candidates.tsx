import type { ReactNode } from 'react'
import type { Verdict } from '../../src-shared/coverage/verdict.ts'
import { ChoiceList } from '../ui/choice-list.tsx'
import { formatEnp } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'
import { digitOf } from './choices.ts'
import { birthWords, fullName } from './person-words.ts'

interface CandidatesProperties {
  readonly verdict: Verdict
  readonly onChoose: (person: string) => void
}

/** Several people fit: a list in the order given, no scores, nothing chosen for the receptionist. */
export function Candidates({ verdict, onChoose }: CandidatesProperties): ReactNode {
  const { language } = verdict
  const strings = stringsOf(language).candidates
  const choices = verdict.candidates.map((person, place) => ({
    id: person.id,
    title: fullName(person, language),
    detail: [birthWords(person, language), person.enp === null ? strings.noEnp : strings.enp(formatEnp(person.enp))].join(' · '),
    shortcut: digitOf(place),
  }))
  return (
    <>
      <h2 className="verdict-person">{strings.question}</h2>
      <ChoiceList label={strings.question} choices={choices} onChoose={onChoose} />
    </>
  )
}

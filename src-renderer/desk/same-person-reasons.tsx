import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { ChoiceList } from '../ui/choice-list.tsx'
import { stringsOf } from '../ui/strings.ts'
import { describeChoices } from './question-card.tsx'

interface SamePersonReasonsProperties {
  readonly language: Language
  readonly onChoose: (reason: string) => void
}

/** Why somebody with a differing name is the same person; the reason goes into the journal. */
export function SamePersonReasons({ language, onChoose }: SamePersonReasonsProperties): ReactNode {
  const { question } = stringsOf(language).samePerson
  return (
    <section className="same-person" aria-label={question}>
      <h2 className="verdict-label">{question}</h2>
      <ChoiceList label={question} choices={describeChoices({ kind: 'same-person' }, language)} onChoose={onChoose} />
    </section>
  )
}

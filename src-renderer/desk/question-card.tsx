import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { Item } from '../../src-shared/intake/item.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Card } from '../ui/card.tsx'
import { ChoiceList, type Choice } from '../ui/choice-list.tsx'
import { describeItem, formatItem } from '../../src-shared/intake/describe-item.ts'
import { stringsOf } from '../ui/strings.ts'
import { asItIsChoice, digitOf, everyKindChoice, kindOfChoice, questionChoices, samePersonReason } from './choices.ts'
import type { DeskQuestion } from './desk-state.ts'
import { nameOfHint } from './shown-things.ts'

interface QuestionCardProperties {
  readonly question: Exclude<DeskQuestion, { readonly kind: 'same-person' }>
  readonly language: Language
  readonly onChoose: (choice: string) => void
  readonly onCancel: () => void
}

/** What has to be said before something can be checked: which document, which reading, which code, whether at all. */
export function QuestionCard({ question, language, onChoose, onCancel }: QuestionCardProperties): ReactNode {
  const strings = stringsOf(language)
  const title = questionTitle(question, language)
  return (
    <Card title={title} kind="question-card">
      <p className="card-lead">{questionHint(question, language)}</p>
      <ChoiceList
        label={title}
        choices={describeChoices(question, language)}
        onChoose={onChoose}
        columns={question.kind === 'what-is-this' ? 2 : 1}
      />
      <footer className="card-actions">
        <ActionButton label={strings.actions.cancel} shortcut="Esc" onPress={onCancel} look="quiet" />
        <span className="quiet">{strings.question.digitHint}</span>
      </footer>
    </Card>
  )
}

/** The words of a question, for the card and for the announcement. */
export function questionTitle(question: DeskQuestion, language: Language): string {
  const strings = stringsOf(language)
  switch (question.kind) {
    case 'what-is-this':
      return strings.question.whatIsThis
    case 'which-reading':
      return strings.question.whichReading
    case 'which-code':
      return strings.question.whichCode
    case 'confirm-item':
      return confirmTitle(question.thing.item, language)
    case 'same-person':
      return strings.samePerson.question
  }
}

function questionHint(question: QuestionCardProperties['question'], language: Language): string {
  const strings = stringsOf(language).question
  if (question.kind === 'what-is-this') return strings.whatIsThisHint(question.text.trim())
  if (question.kind !== 'confirm-item') return ''
  return question.thing.item?.kind === 'mrz' ? strings.confirmNameHint : strings.confirmNumberHint
}

function confirmTitle(item: Item | null, language: Language): string {
  const strings = stringsOf(language).question
  const words = item === null ? '' : (formatItem(item, language) ?? '')
  return item?.kind === 'mrz' ? strings.confirmName(words) : strings.confirmNumber(words)
}

/** The choices of a question in words, with their digits. */
export function describeChoices(question: DeskQuestion, language: Language): readonly Choice[] {
  return questionChoices(question).map((id, place) => {
    const { title, detail } = choiceWords(question, id, language)
    return { id, title, detail, shortcut: choiceKey(id, place) }
  })
}

function choiceKey(id: string, place: number): string | null {
  return id === asItIsChoice ? 'Enter' : digitOf(place)
}

function choiceWords(question: DeskQuestion, id: string, language: Language): { readonly title: string; readonly detail: string | null } {
  const strings = stringsOf(language)
  switch (question.kind) {
    case 'what-is-this': {
      const kind = kindOfChoice(id)
      if (kind !== null) return { title: nameOfHint(kind, language), detail: null }
      return { title: id === everyKindChoice ? strings.question.moreKinds : strings.question.asIs, detail: null }
    }
    case 'which-reading': {
      const candidate = question.candidates[Number(id)]
      return candidate === undefined
        ? { title: id, detail: null }
        : { title: describeItem(candidate, language), detail: formatItem(candidate, language) }
    }
    case 'which-code': {
      const item = question.things[Number(id)]?.item ?? null
      return item === null
        ? { title: strings.box.code, detail: null }
        : { title: describeItem(item, language), detail: formatItem(item, language) }
    }
    case 'confirm-item':
      return { title: id === 'yes' ? strings.question.yes : strings.question.no, detail: null }
    case 'same-person': {
      const reason = samePersonReason(id)
      return { title: reason === null ? id : strings.samePerson.reasons[reason], detail: null }
    }
  }
}

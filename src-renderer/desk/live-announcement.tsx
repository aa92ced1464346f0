import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { misreadGuard } from '../../src-shared/intake/misread-guard.ts'
import { stringsOf } from '../ui/strings.ts'
import { choicesOf } from './choices.ts'
import type { DeskState } from './desk-state.ts'
import { fullName } from './person-words.ts'
import { questionTitle } from './question-card.tsx'

interface LiveAnnouncementProperties {
  readonly state: DeskState
  readonly language: Language
}

/** What a screen reader says at once: each answer, each question, and that the data have left. */
export function LiveAnnouncement({ state, language }: LiveAnnouncementProperties): ReactNode {
  return (
    <div className="unseen" aria-live="assertive" aria-atomic="true" data-testid="announcement">
      {words(state, language)}
    </div>
  )
}

function words(state: DeskState, language: Language): string {
  const strings = stringsOf(language)
  if (state.question !== null) {
    return strings.announce.question(questionTitle(state.question, language), choicesOf(state).length)
  }
  if (state.message?.kind === 'data-hidden') return strings.announce.hidden
  if (state.message?.kind === 'scan-repeated') return strings.scanner.repeated
  const verdict = state.current?.reply?.verdict
  if (verdict === undefined || state.text !== '') return ''
  const person = verdict.person === null ? null : fullName(verdict.person, verdict.language)
  const guard = misreadGuard(verdict)
  const guardTitle = guard === null ? null : stringsOf(verdict.language).guard[guard]
  return [verdict.title, guardTitle, verdict.summary, person, verdict.nextStep].filter((part) => part !== null && part !== '').join('. ')
}

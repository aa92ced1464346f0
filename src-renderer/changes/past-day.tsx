import type { ReactNode } from 'react'
import type { CalendarDate } from '../../src-shared/calendar.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { DeskState } from '../desk/desk-state.ts'
import { formatDate } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'

interface PastDayProperties {
  readonly state: DeskState
  readonly today: CalendarDate
  readonly language: Language
}

/** A question that was opened again is answered for its own day: that must not be taken for today. */
export function PastDay({ state, today, language }: PastDayProperties): ReactNode {
  const day = state.panel === null ? (state.current?.question.serviceDate ?? null) : null
  if (day === null || day === today) return null
  return (
    <p className="message-line" data-kind="past-day">
      {stringsOf(language).changes.pastDay(formatDate(day, language))}
    </p>
  )
}

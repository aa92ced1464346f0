import type { ReactNode } from 'react'
import type { Reason, Verdict } from '../../src-shared/coverage/verdict.ts'
import { TickIcon, ToneIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'

/** Why the answer is what it is, and what agrees. Without a person the first reason is the headline. */
export function VerdictReasons({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const strings = stringsOf(verdict.language).verdict
  const agreeing = agreeingFields(verdict).map((field) => strings.fieldsCompared[field])
  const isHeadline = verdict.person === null && verdict.candidates.length === 0
  return (
    <ul className="reasons" data-headline={isHeadline}>
      {verdict.reasons.filter(isDeciding).map((reason) => (
        <li key={keyOf(reason)} data-tone={reason.tone} data-code={reason.code}>
          <ToneIcon tone={reason.tone} />
          <span>
            {reason.text}
            {reason.legalBasis === '' ? null : <span className="legal-basis">{reason.legalBasis}</span>}
          </span>
        </li>
      ))}
      {agreeing.length === 0 ? null : (
        <li data-tone="note">
          <TickIcon />
          <span>{strings.agrees(agreeing.join(', '))}</span>
        </li>
      )}
    </ul>
  )
}

/** Notes never change the answer; each says what to do and what to tell the patient (coverage rules §4). */
export function VerdictNotes({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const notes = verdict.reasons.filter((reason) => !isDeciding(reason))
  const strings = stringsOf(verdict.language).verdict
  if (notes.length === 0) return null
  return (
    <section className="notes" aria-label={strings.notes}>
      <ul>
        {notes.map((note) => (
          <li key={keyOf(note)} data-code={note.code}>
            <span className="note-what">
              <ToneIcon tone={note.tone} />
              <span>
                {note.text}
                <span className="fact-detail">{note.nextStep}</span>
              </span>
            </span>
            {note.say === '' ? null : <q className="note-say">{note.say}</q>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was compared and is the same: a tick beside a field that differs would contradict the question above it. */
export function agreeingFields({ match }: Pick<Verdict, 'match'>): NonNullable<Verdict['match']>['compared'] {
  const differing = new Set((match?.differences ?? []).filter(({ result }) => result !== 'equal').map(({ field }) => field))
  return (match?.compared ?? []).filter((field) => !differing.has(field))
}

function isDeciding(reason: Reason): boolean {
  return reason.tone !== 'note'
}

function keyOf(reason: Reason): string {
  return `${reason.code} ${reason.rule} ${reason.text}`
}

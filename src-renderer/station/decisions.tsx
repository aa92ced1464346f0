import type { ReactNode } from 'react'
import type { Decision } from '../../src-shared/feed/updates-state.ts'
import { stringsOf } from '../ui/strings.ts'
import { momentWords, type Here } from './when-words.ts'

/** Who let what through, left or took again, when and why. */
export function Decisions({
  decisions,
  isWhole,
  here,
}: {
  readonly decisions: readonly Decision[]
  readonly isWhole: boolean
  readonly here: Here
}): ReactNode {
  const all = stringsOf(here.language)
  const strings = all.updatesScreen.decisions
  return (
    <section aria-label={strings.title} data-testid="decisions">
      <h2 className="verdict-label">{strings.title}</h2>
      {isWhole ? null : <p className="station-warning">{strings.changed}</p>}
      {decisions.length === 0 ? <p className="quiet">{strings.none}</p> : null}
      <ul className="station-decisions">
        {decisions.map(({ at, operator, what, position, brakes, reason }) => (
          <li key={`${at} ${what}`}>
            <p>
              <strong>{strings.what[what](position === null ? '' : strings.number(position.sequence))}</strong>{' '}
              <span className="quiet">
                {momentWords(at, here)}, {operator}
              </span>
            </p>
            {brakes.length === 0 ? null : <p className="quiet">{brakes.map((brake) => all.updates.brake[brake].title).join('. ')}</p>}
            {reason === '' ? null : <p>«{reason}»</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

import type { ReactNode } from 'react'
import { epochMilliseconds } from '../../src-shared/calendar.ts'
import type { StationState } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { formatAgo, formatMoment } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'

interface WelcomeProperties {
  readonly station: StationState
  readonly language: Language
  readonly now: string
}

/** Nothing checked: what the box takes, and how old the data are. */
export function Welcome({ station, language, now }: WelcomeProperties): ReactNode {
  const strings = stringsOf(language).welcome
  const { asOf } = station.register
  return (
    <section className="welcome" aria-labelledby="welcome-title">
      <h1 id="welcome-title">{strings.title}</h1>
      <p className="welcome-lead">{strings.explain}</p>
      <dl className="welcome-examples">
        {strings.examples.map(({ what, example }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{example}</dd>
          </div>
        ))}
      </dl>
      {asOf === null ? null : (
        <p className="quiet">
          {strings.asOf(
            formatMoment(asOf, now, station.settings.timeZone, language),
            formatAgo(epochMilliseconds(now) - epochMilliseconds(asOf), language),
          )}
        </p>
      )}
    </section>
  )
}

import type { ReactNode } from 'react'
import type { RunEntry } from '../../src-shared/feed/run-outcome.ts'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { formatDate, formatMoment, pluralNoun } from '../ui/format.ts'
import { ToneIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import { localDateTime } from '../../src-shared/calendar.ts'
import { fact, Facts } from './facts.tsx'
import { sourceTone, sourceWords } from './run-words.ts'
import { daysUntil, keyWarnings, lastSeenKeys } from './warnings.ts'
import { momentWords, type Here } from './when-words.ts'

interface SourcesPageProperties {
  readonly state: UpdatesState | null
  readonly here: Here
}

/** Where the feed lies and how each place did in the last run; the keys and until when they hold. */
export function SourcesPage({ state, here }: SourcesPageProperties): ReactNode {
  const strings = stringsOf(here.language).updatesScreen
  if (state === null || state.enrolment === null) return <p className="station-calm">{strings.sources.none}</p>
  return (
    <div className="station-halves">
      <section aria-label={strings.sources.title} className="station-half" data-testid="sources">
        <h2 className="verdict-label">{strings.sources.title}</h2>
        <Sources enrolment={state.enrolment} last={state.runs[0] ?? null} here={here} />
      </section>
      <section aria-label={strings.keys.title} className="station-half" data-testid="keys">
        <h2 className="verdict-label">{strings.keys.title}</h2>
        <Keys state={state} enrolment={state.enrolment} here={here} />
      </section>
    </div>
  )
}

type Enrolment = NonNullable<UpdatesState['enrolment']>

function Sources({
  enrolment,
  last,
  here,
}: {
  readonly enrolment: Enrolment
  readonly last: RunEntry | null
  readonly here: Here
}): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.sources
  return (
    <>
      <ol className="station-sources">
        {enrolment.sources.map((address) => {
          const source = last?.sources.find((candidate) => candidate.address === address) ?? null
          const tone = source === null ? 'note' : sourceTone(source.state)
          return (
            <li key={address} data-state={source?.state ?? 'unknown'}>
              <span className="station-run-sign" data-tone={tone}>
                <ToneIcon tone={tone} />
              </span>
              <span className="station-run-words">
                <span className="station-address">{address}</span>
                <span className="station-run-detail">{source === null ? strings.unknown : sourceWords(source, here.language)}</span>
                {source === null || source.cause === '' ? null : <code className="station-cause">{source.cause}</code>}
              </span>
            </li>
          )
        })}
      </ol>
      <p className="quiet">
        {strings.order} {enrolment.sourcesOf === 'enrolment' ? strings.ofEnrolment : strings.ofSettings}{' '}
        {last === null ? '' : strings.lastRun(momentWords(last.startedAt, here))}
      </p>
    </>
  )
}

function Keys({ state, enrolment, here }: { readonly state: UpdatesState; readonly enrolment: Enrolment; readonly here: Here }): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.keys
  const seen = lastSeenKeys(state.runs)
  const until = (instant: string) => formatDate(localDateTime(instant, here.timeZone).date, here.language)
  const { rootVersion = null, rootExpires = null, timestampExpires = null } = seen ?? {}
  const root = rootVersion === null || rootExpires === null ? null : strings.rootOf(rootVersion, until(rootExpires))
  const signature = timestampExpires === null ? null : strings.until(formatMoment(timestampExpires, here.now, here.timeZone, here.language))
  return (
    <>
      {keyWarnings(state, here.now).map((warning) => (
        <p key={warning} className="station-warning" data-warning={warning}>
          {warning === 'root-soon' ? strings.warnings['root-soon'](daysWords(rootExpires ?? here.now, here)) : strings.warnings[warning]}
        </p>
      ))}
      <Facts
        facts={[
          [
            strings.fingerprint,
            <>
              <span className="station-fingerprint">{enrolment.rootFingerprint}</span>
              <span className="fact-detail">{strings.fingerprintHint}</span>
            </>,
          ],
          [strings.root, root ?? strings.notYet],
          [strings.signature, signature ?? strings.notYet],
          fact(strings.content, <span className="station-fingerprint">{enrolment.contentKeyId}</span>),
          [strings.enrolled, momentWords(enrolment.enrolledAt, here)],
        ]}
      />
    </>
  )
}

function daysWords(instant: string, { now, language }: Here): string {
  const days = daysUntil(instant, now)
  return `${days}\u00A0${pluralNoun(days, 'day', language)}`
}

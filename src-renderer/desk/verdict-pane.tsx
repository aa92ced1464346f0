import type { ReactNode } from 'react'
import type { CheckReply } from '../../src-shared/contract.ts'
import type { Verdict } from '../../src-shared/coverage/verdict.ts'
import type { Settings } from '../../src-shared/settings.ts'
import { formatMoment, formatTime } from '../ui/format.ts'
import { DownIcon, OutcomeIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import { Candidates } from './candidates.tsx'
import { Differences } from './differences.tsx'
import { SamePersonReasons } from './same-person-reasons.tsx'
import { VerdictFacts } from './verdict-facts.tsx'
import { VerdictNotes, VerdictReasons } from './verdict-reasons.tsx'

interface VerdictPaneProperties {
  readonly reply: CheckReply
  readonly settings: Settings
  /** Another patient's data stand in the box: the answer loses its colour, so that nobody takes it for theirs. */
  readonly isStale: boolean
  readonly isAskingSamePerson: boolean
  readonly onChoose: (choice: string) => void
  readonly actions: ReactNode
}

/** The answer: symbol, word, sentence with the age of the data, who, what to do, what to say. In the verdict's language. */
export function VerdictPane({ reply, settings, isStale, isAskingSamePerson, onChoose, actions }: VerdictPaneProperties): ReactNode {
  const { verdict } = reply
  const strings = stringsOf(verdict.language)
  const differs = verdict.match?.differences.some((difference) => difference.result === 'different') === true
  return (
    <article
      className="verdict"
      data-outcome={isStale ? 'stale' : verdict.outcome}
      data-testid="verdict"
      lang={verdict.language}
      aria-label={strings.verdict.region}
    >
      <header className="verdict-band" key={reply.checkId ?? reply.at}>
        <span className="verdict-symbol">
          <OutcomeIcon outcome={verdict.outcome} />
        </span>
        <div className="verdict-head">
          {isStale ? <p className="verdict-stale">{strings.verdict.stale}</p> : null}
          <h1 className="verdict-title">{verdict.title}</h1>
          <p className="verdict-summary">{verdict.summary}</p>
        </div>
        <VerdictOrigin reply={reply} settings={settings} />
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="verdict-body" tabIndex={0} data-scrolls="">
        <div className="verdict-columns">
          <div className="verdict-column">
            {verdict.candidates.length > 0 ? (
              <Candidates verdict={verdict} onChoose={onChoose} />
            ) : differs ? (
              <Differences verdict={verdict} onlyDiffering={isAskingSamePerson} />
            ) : null}
            {isAskingSamePerson ? <SamePersonReasons language={verdict.language} onChoose={onChoose} /> : null}
            {verdict.person === null || differs ? null : <VerdictFacts verdict={verdict} person={verdict.person} settings={settings} />}
            <VerdictReasons verdict={verdict} />
          </div>
          <div className="verdict-column">
            <VerdictAdvice verdict={verdict} settings={settings} at={reply.at} />
          </div>
        </div>
        <VerdictNotes verdict={verdict} />
        <span className="more-below">
          <DownIcon />
        </span>
      </div>
      {actions}
    </article>
  )
}

function VerdictOrigin({ reply, settings }: { readonly reply: CheckReply; readonly settings: Settings }): ReactNode {
  const { verdict } = reply
  const { source } = verdict
  return (
    <p className="verdict-origin">
      <span className="verdict-time">{formatTime(reply.at, settings.timeZone)}</span>
      {source === null ? null : <span>{stringsOf(verdict.language).verdict.source[source]}</span>}
    </p>
  )
}

interface VerdictAdviceProperties {
  readonly verdict: Verdict
  readonly settings: Settings
  readonly at: string
}

function VerdictAdvice({ verdict, settings, at }: VerdictAdviceProperties): ReactNode {
  const strings = stringsOf(verdict.language).verdict
  const { underlying, lastKnown, emergency } = verdict
  const legalBasis = verdict.reasons[0]?.legalBasis
  return (
    <>
      <h2 className="verdict-label">{strings.whatToDo}</h2>
      <p className="verdict-do">{verdict.nextStep}</p>
      {verdict.say === '' ? null : (
        <>
          <h2 className="verdict-label">{strings.whatToSay}</h2>
          <p className="verdict-say">
            <q>{verdict.say}</q>
          </p>
        </>
      )}
      {underlying === null ? null : (
        <div className="verdict-aside">
          <h2 className="verdict-label">{strings.underlying}</h2>
          <p>{underlying.text}</p>
        </div>
      )}
      {lastKnown === null ? null : (
        <div className="verdict-aside">
          <h2 className="verdict-label">{strings.lastKnown(formatMoment(lastKnown.asOf, at, settings.timeZone, verdict.language))}</h2>
          <p>{lastKnown.text}</p>
        </div>
      )}
      {emergency === null ? null : <p className="verdict-emergency">{emergency}</p>}
      {legalBasis === undefined || legalBasis === '' ? null : (
        <p className="legal-basis">
          {strings.legalBasis}: {legalBasis}
        </p>
      )}
    </>
  )
}

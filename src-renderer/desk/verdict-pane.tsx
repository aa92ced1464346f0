import type { ReactNode } from 'react'
import type { CheckReply } from '../../src-shared/contract.ts'
import type { Language, Verdict } from '../../src-shared/coverage/verdict.ts'
import { misreadGuard } from '../../src-shared/intake/misread-guard.ts'
import type { Settings } from '../../src-shared/settings.ts'
import { formatCountdown, formatMoment, formatTime } from '../ui/format.ts'
import { AnswerIcon, DownIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import { Candidates } from './candidates.tsx'
import { Differences } from './differences.tsx'
import { ReadThings } from './read-things.tsx'
import { SamePersonReasons } from './same-person-reasons.tsx'
import { VerdictFacts } from './verdict-facts.tsx'
import { VerdictNotes, VerdictReasons } from './verdict-reasons.tsx'

interface VerdictPaneProperties {
  readonly reply: CheckReply
  readonly settings: Settings
  /** Another patient's data stand in the box: the answer loses its colour, so that nobody takes it for theirs. */
  readonly isStale: boolean
  /** The register is another one since: neither is it an answer for this patient. */
  readonly isOutdated: boolean
  readonly isAskingSamePerson: boolean
  /** Seconds until personal data leave the screen, once it is worth saying; else null. */
  readonly secondsLeft: number | null
  readonly onChoose: (choice: string) => void
  readonly actions: ReactNode
}

/** The answer: symbol, word, sentence with the age of the data, who, what to do, what to say. In the verdict's language. */
export function VerdictPane({
  reply,
  settings,
  isStale,
  isOutdated,
  isAskingSamePerson,
  secondsLeft,
  onChoose,
  actions,
}: VerdictPaneProperties): ReactNode {
  const { verdict } = reply
  const strings = stringsOf(verdict.language)
  const guard = misreadGuard(verdict)
  const differs = verdict.match?.differences.some((difference) => difference.result === 'different') === true
  return (
    <article
      className="verdict"
      data-outcome={isStale || isOutdated ? 'stale' : verdict.outcome}
      data-testid="verdict"
      lang={verdict.language}
      aria-label={strings.verdict.region}
    >
      <header className="verdict-band" key={reply.checkId ?? reply.at}>
        <span className="verdict-symbol">
          <AnswerIcon outcome={verdict.outcome} guard={guard} />
        </span>
        <div className="verdict-head">
          <output className="verdict-stale">{isStale ? strings.verdict.stale : isOutdated ? strings.verdict.outdated : null}</output>
          <h1 className="verdict-title">{verdict.title}</h1>
          {guard === null ? null : (
            <p className="verdict-guard" data-guard={guard}>
              {strings.guard[guard]}
            </p>
          )}
          <p className="verdict-summary">{verdict.summary}</p>
        </div>
        <VerdictOrigin reply={reply} settings={settings} secondsLeft={secondsLeft} />
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
            {verdict.person === null && verdict.candidates.length === 0 ? (
              <ReadThings items={reply.items} language={verdict.language} />
            ) : null}
          </div>
          <div className="verdict-column">
            {isOutdated && !isStale ? (
              <OutdatedAdvice language={verdict.language} />
            ) : (
              <VerdictAdvice verdict={verdict} settings={settings} at={reply.at} />
            )}
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

interface VerdictOriginProperties {
  readonly reply: CheckReply
  readonly settings: Settings
  readonly secondsLeft: number | null
}

function VerdictOrigin({ reply, settings, secondsLeft }: VerdictOriginProperties): ReactNode {
  const { source, language } = reply.verdict
  const strings = stringsOf(language)
  return (
    <div className="verdict-origin">
      <span className="verdict-time">{formatTime(reply.at, settings.timeZone)}</span>
      {source === null ? null : <span>{strings.verdict.source[source]}</span>}
      <span className="countdown" role="timer">
        {secondsLeft === null ? null : strings.actions.hidesIn(formatCountdown(secondsLeft))}
      </span>
    </div>
  )
}

function OutdatedAdvice({ language }: { readonly language: Language }): ReactNode {
  const strings = stringsOf(language).verdict
  return (
    <>
      <h2 className="verdict-label">{strings.whatToDo}</h2>
      <p className="verdict-do">{strings.outdatedStep}</p>
    </>
  )
}

interface VerdictAdviceProperties {
  readonly verdict: Verdict
  readonly settings: Settings
  readonly at: string
}

function VerdictAdvice({ verdict, settings, at }: VerdictAdviceProperties): ReactNode {
  const strings = stringsOf(verdict.language).verdict
  const { underlying, lastKnown } = verdict
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
      {/* The last known answer says the same with its date. */}
      {underlying === null || lastKnown !== null ? null : (
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
    </>
  )
}

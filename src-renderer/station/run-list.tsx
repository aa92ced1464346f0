import { useId, useState, type ReactNode } from 'react'
import { runEnd, runPhaseSchema, type RunEntry } from '../../src-shared/feed/run-outcome.ts'
import { formatCount } from '../ui/format.ts'
import { ChevronIcon, ToneIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import { fact, Facts, type Fact } from './facts.tsx'
import { describeRun, sourceWords } from './run-words.ts'
import { formatBytes, formatDuration } from './sizes.ts'
import { momentWords, type Here } from './when-words.ts'

interface RunListProperties {
  readonly runs: readonly RunEntry[]
  readonly hasRegister: boolean
  readonly here: Here
}

/** The last runs, newest first; what happened in words, the particulars on demand. */
export function RunList({ runs, hasRegister, here }: RunListProperties): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.runs
  return (
    <section aria-label={strings.title} data-testid="runs">
      <h2 className="verdict-label">{strings.title}</h2>
      {runs.length === 0 ? <p className="quiet">{strings.none}</p> : null}
      <ul className="station-runs">
        {runs.map((run, place) => (
          <Run key={keyOf(runs, place)} run={run} isSettled={isSettled(runs.slice(0, place))} hasRegister={hasRegister} here={here} />
        ))}
      </ul>
    </section>
  )
}

/** A clock that was set back may show a moment twice: the earlier ones are counted. */
function keyOf(runs: readonly RunEntry[], place: number): string {
  const startedAt = runs[place]?.startedAt ?? ''
  return `${startedAt} ${runs.slice(place + 1).filter((run) => run.startedAt === startedAt).length}`
}

/** True where a later run has brought what there was: nothing is left to do about an earlier one. */
function isSettled(later: readonly RunEntry[]): boolean {
  return later.some(({ outcome }) => runEnd(outcome) === 'done')
}

interface RunProperties {
  readonly run: RunEntry
  readonly isSettled: boolean
  readonly hasRegister: boolean
  readonly here: Here
}

function Run({ run, isSettled: isPast, hasRegister, here }: RunProperties): ReactNode {
  const all = stringsOf(here.language)
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const { tone, title, detail, means, todo } = describeRun(run.outcome, here, hasRegister)
  return (
    <li data-outcome={run.outcome.kind}>
      <button type="button" className="station-run" aria-expanded={isOpen} aria-controls={id} onClick={() => setIsOpen(!isOpen)}>
        <span className="station-run-sign" data-tone={tone}>
          <ToneIcon tone={tone} />
        </span>
        <span className="station-run-words">
          <span className="station-run-title">{title}</span>
          <span className="station-run-detail">
            {[detail.replace(/\.$/, ''), all.updates.why[run.why]].filter((text) => text !== '').join(' · ')}
          </span>
        </span>
        <span className="station-when number">{momentWords(run.startedAt, here)}</span>
        <ChevronIcon className="station-run-arrow" />
      </button>
      <div id={id} className="station-run-more" hidden={!isOpen}>
        {isOpen ? <Facts facts={[...meaning(means, isPast ? null : todo, here), ...particulars(run, here)]} /> : null}
      </div>
    </li>
  )
}

/** `todo`: null where it is past. */
function meaning(means: string, todo: string | null, { language }: Here): readonly Fact[] {
  const strings = stringsOf(language).updatesScreen.runs
  return [
    [todo === null ? strings.meant : strings.means, means],
    [strings.todo, todo],
  ]
}

function particulars({ outcome, from, to, bytes, rows, milliseconds, phases, sources }: RunEntry, { language }: Here): readonly Fact[] {
  const all = stringsOf(language)
  const strings = all.updatesScreen.runs
  const count = (value: number) => formatCount(value, language)
  const number = (position: RunEntry['to']) => (position === null ? strings.nothing : String(position.sequence))
  const changed = strings.changesOf(count(rows.added), count(rows.changed), count(rows.removed))
  const byPhase = runPhaseSchema.options.flatMap((phase) => {
    const spent = phases[phase]
    return spent === undefined ? [] : [`${all.updates.phaseShort[phase]} ${formatDuration(spent, language)}`]
  })
  return [
    [strings.duration, formatDuration(milliseconds, language)],
    [strings.bytes, formatBytes(bytes, language)],
    [strings.step, outcome.kind === 'updated' ? strings.stepOf(number(from), number(to)) : null],
    [strings.rows, rows.read === 0 ? null : count(rows.read)],
    [strings.changes, rows.read === 0 ? null : changed],
    [strings.unreadable, rows.unreadable === 0 ? null : count(rows.unreadable)],
    [strings.phases, byPhase.join(', ')],
    fact(strings.sources, sources.length === 0 ? null : <SourceLines sources={sources} language={language} />),
    fact(
      strings.cause,
      'cause' in outcome && outcome.kind !== 'publisher-frozen' && outcome.cause !== '' ? <code>{outcome.cause}</code> : null,
    ),
  ]
}

function SourceLines({ sources, language }: Pick<RunEntry, 'sources'> & Pick<Here, 'language'>): ReactNode {
  return (
    <ul>
      {sources.map((source) => (
        <li key={source.address}>
          <span className="station-address">{source.address}</span>: {sourceWords(source, language)}
        </li>
      ))}
    </ul>
  )
}

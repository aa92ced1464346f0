import type { Instant } from '../../src-shared/calendar.ts'
import type { Tone } from '../../src-shared/coverage/verdict.ts'
import { describeFailure } from '../../src-shared/failure-texts.ts'
import type { RunOutcome, SourceState } from '../../src-shared/feed/run-outcome.ts'
import { formatMoment } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'
import { formatBytes } from './sizes.ts'
import type { Here } from './when-words.ts'

/** A run for a receptionist: what happened, the particulars, what it means for the answers, what to do. Empty where nothing is to be said. */
export interface RunWords {
  readonly tone: Tone
  readonly title: string
  readonly detail: string
  readonly means: string
  readonly todo: string
}

const tones: Readonly<Record<RunOutcome['kind'], Tone>> = {
  updated: 'ok',
  unchanged: 'ok',
  'stays-returned': 'note',
  'publisher-frozen': 'look',
  'no-source': 'unknown',
  held: 'look',
  refused: 'stop',
  'disk-full': 'stop',
  cancelled: 'note',
  'clock-wrong': 'stop',
  'station-failed': 'stop',
}

/** The words for the end of a run. `hasRegister`: false where no register answers, so that none of them promises answers. */
export function describeRun(outcome: RunOutcome, here: Here, hasRegister: boolean): RunWords {
  const all = stringsOf(here.language)
  const words = all.updates.outcome[outcome.kind]
  const { todo, ...particulars } = detailOf(outcome, here)
  const isDone = outcome.kind === 'updated' || outcome.kind === 'unchanged'
  return {
    tone: tones[outcome.kind],
    title: words.title,
    detail: particulars.detail,
    means: hasRegister || isDone ? words.means : all.updatesScreen.update.noRegister,
    todo: todo === '' ? words.todo : todo,
  }
}

/** `todo`: instead of the outcome's own; empty where that stands. */
function detailOf(outcome: RunOutcome, here: Here): { readonly detail: string; readonly todo: string } {
  const words = stringsOf(here.language).updates
  switch (outcome.kind) {
    case 'updated':
      return { detail: words.updatedBy[outcome.by], todo: '' }
    case 'stays-returned':
      return { detail: words.staysAt(outcome.sequence), todo: '' }
    case 'publisher-frozen':
      return { detail: frozenDetail(outcome, here), todo: '' }
    case 'refused': {
      const { what, todo } = words.refusal[outcome.because]
      return { detail: what, todo }
    }
    case 'disk-full':
      return { detail: outcome.needed === null ? words.neededUnknown : words.needed(formatBytes(outcome.needed, here.language)), todo: '' }
    case 'clock-wrong':
      return { detail: words.clocks(dateOf(outcome.clock, here), dateOf(outcome.trustedTime, here)), todo: '' }
    case 'station-failed': {
      const { message, nextStep } = describeFailure({ code: outcome.code, params: {} }, here.language)
      return { detail: message, todo: nextStep }
    }
    case 'held':
      return { detail: outcome.brakes.map(({ brake }) => words.brake[brake].title).join('. '), todo: '' }
    case 'unchanged':
    case 'no-source':
    case 'cancelled':
      return { detail: '', todo: '' }
  }
}

function frozenDetail({ cause, asOf }: Extract<RunOutcome, { readonly kind: 'publisher-frozen' }>, here: Here): string {
  const { frozen } = stringsOf(here.language).updates
  if (cause === 'expired') return frozen.expired
  return asOf === null ? frozen.late : frozen.lateSince(dateOf(asOf, here))
}

/** In digits: «на сегодня ночью» would be no Russian. */
function dateOf(instant: Instant, { now, timeZone, language }: Here): string {
  return formatMoment(instant, now, timeZone, language)
}

/** What a source did: «отвечает, но регистра там нет»; a refusal with its reason. */
export function sourceWords({ state, refusal }: SourceState, language: Here['language']): string {
  const words = stringsOf(language).updates
  return refusal === null ? words.source[state] : `${words.source[state]}: ${lowerFirst(words.refusal[refusal].what)}`
}

/** How grave it is. A source that was not asked is as good as unknown. */
export function sourceTone(state: SourceState['state']): Tone {
  if (state === 'good') return 'ok'
  if (state === 'not-asked') return 'note'
  return state === 'silent' || state === 'slow' ? 'unknown' : state === 'refused' || state === 'no-feed' ? 'stop' : 'look'
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLocaleLowerCase() + text.slice(1)
}

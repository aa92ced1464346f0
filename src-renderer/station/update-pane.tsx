import type { ReactNode } from 'react'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { ToneIcon } from '../ui/icons.tsx'
import { Progress } from '../ui/progress.tsx'
import { stringsOf } from '../ui/strings.ts'
import { FailureNote } from './failure-note.tsx'
import { describeProgress } from './progress-words.ts'
import { describeRun } from './run-words.ts'
import { useOrder } from './use-order.ts'
import type { Updates } from './use-updates.ts'
import { momentWords, nextRunWords, type Here } from './when-words.ts'

interface UpdatePaneProperties {
  readonly updates: Updates
  readonly state: UpdatesState
  readonly hasRegister: boolean
  readonly here: Here
}

/** How the last run ended, when the next one comes, «обновить сейчас»; while one goes on, how far it is. */
export function UpdatePane({ updates, state, hasRegister, here }: UpdatePaneProperties): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.update
  const order = useOrder(updates)
  const { activity, next } = state
  const run = () => void order.give('updates.run', { again: false })
  return (
    <section aria-label={strings.title} data-testid="update">
      <h2 className="verdict-label">{strings.title}</h2>
      {activity === null ? (
        <LastRun state={state} hasRegister={hasRegister} here={here} />
      ) : (
        <Going activity={activity} hasRegister={hasRegister} here={here} />
      )}
      {activity !== null || next === null ? null : <p className="quiet">{nextRunWords(next, here)}</p>}
      <div className="card-actions-row station-actions">
        {activity === null ? (
          <ActionButton label={strings.runNow} shortcut={null} look="main" isDisabled={order.isPending} onPress={run} />
        ) : activity.what === 'run' ? (
          <ActionButton
            label={activity.cancelling ? strings.stopping : strings.stop}
            shortcut={null}
            isDisabled={activity.cancelling || order.isPending}
            onPress={() => void order.give('updates.cancel', {})}
          />
        ) : null}
      </div>
      <FailureNote failure={order.failure} language={here.language} />
    </section>
  )
}

/** The newest run, in full words; a polite region, so that the end of a run is heard without taking the focus. */
function LastRun({ state, hasRegister, here }: Pick<UpdatePaneProperties, 'state' | 'hasRegister' | 'here'>): ReactNode {
  const strings = stringsOf(here.language).updatesScreen
  const [last] = state.runs
  if (last === undefined) return <p className="station-headline">{strings.update.never}</p>
  const { tone, title, detail, means, todo } = describeRun(last.outcome, here, hasRegister)
  // The figures and what to do stand above, where it is decided.
  const isDecidedAbove = last.outcome.kind === 'held' && state.waiting !== null
  return (
    <div aria-live="polite" className="station-last" data-testid="last-run" data-outcome={last.outcome.kind}>
      <p className="station-headline" data-tone={tone}>
        <ToneIcon tone={tone} />
        <span>
          {title} <span className="station-when">{momentWords(last.endedAt, here)}</span>
        </span>
      </p>
      {isDecidedAbove ? null : (
        <p>
          {[detail, means]
            .filter((text) => text !== '')
            .map(asSentence)
            .join(' ')}
        </p>
      )}
      {isDecidedAbove || todo === '' ? null : <p className="station-todo">{todo}</p>}
    </div>
  )
}

interface GoingProperties {
  readonly activity: NonNullable<UpdatesState['activity']>
  readonly hasRegister: boolean
  readonly here: Here
}

function Going({ activity, hasRegister, here }: GoingProperties): ReactNode {
  const all = stringsOf(here.language)
  const strings = all.updatesScreen
  if (activity.what === 'return') return <Progress label={strings.update.returning} done={0} total={null} words="" />
  if (activity.what === 'verify') {
    const words = strings.verify.progress(String(activity.done), String(activity.total))
    return <Progress label={strings.verify.going} done={activity.done} total={activity.total || null} words={words} />
  }
  const { stage, amounts, done, total } =
    activity.progress === null
      ? { stage: strings.update.begins, amounts: '', done: 0, total: null }
      : describeProgress(activity.progress, here.language)
  return (
    <div className="station-going" data-testid="progress">
      <Progress label={stage} done={done} total={total} words="" />
      <p className="quiet number">{[amounts, all.updates.why[activity.why]].filter((text) => text !== '').join(' · ')}</p>
      <p className="quiet">{hasRegister ? strings.update.deskAnswers : strings.update.noRegister}</p>
    </div>
  )
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? capital(text) : `${capital(text)}.`
}

function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1)
}

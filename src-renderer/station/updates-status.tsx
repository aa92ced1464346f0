import type { ReactNode } from 'react'
import type { Activity, UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { activityWords, describeProgress } from './progress-words.ts'
import { describeRun } from './run-words.ts'
import { momentWords, type Here } from './when-words.ts'

interface UpdatesStatusProperties {
  readonly state: UpdatesState
  readonly here: Here
  readonly onOpen: () => void
}

/** The updates in the status line: what goes on, with a thin bar, or how the last run ended. It leads to the station screen. */
export function UpdatesStatus({ state, here, onOpen }: UpdatesStatusProperties): ReactNode {
  const { activity } = state
  const words = activity === null ? lastRunWords(state, here) : activityWords(activity, here.language)
  if (words === null) return null
  return (
    <button type="button" className="status-updates number" data-testid="updates-status" title={words} onClick={onOpen}>
      <span className="status-updates-words">{words}</span>
      {activity === null ? null : <Bar share={shareOf(activity, here)} />}
    </button>
  )
}

function Bar({ share }: { readonly share: number | null }): ReactNode {
  return <progress className="status-progress" max={1} aria-hidden="true" {...(share === null ? {} : { value: share })} />
}

function lastRunWords({ enrolment, runs }: UpdatesState, here: Here): string | null {
  const [last] = runs
  if (enrolment === null || last === undefined) return null
  return `${describeRun(last.outcome, here, true).title} · ${momentWords(last.endedAt, here)}`
}

function shareOf(activity: Activity, { language }: Here): number | null {
  if (activity.what === 'return') return null
  if (activity.what === 'verify') return activity.total === 0 ? null : activity.done / activity.total
  if (activity.progress === null) return null
  const { done, total } = describeProgress(activity.progress, language)
  return total === null ? null : done / total
}

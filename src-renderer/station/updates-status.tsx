import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { Activity } from '../../src-shared/feed/updates-state.ts'
import { describeProgress, activityWords } from './progress-words.ts'

interface UpdatesStatusProperties {
  readonly activity: Activity
  readonly language: Language
  readonly onOpen: () => void
}

/** A run or a verification in the status line: a few quiet words and a thin bar. It leads to the station screen. */
export function UpdatesStatus({ activity, language, onOpen }: UpdatesStatusProperties): ReactNode {
  const share = shareOf(activity, language)
  return (
    <button type="button" className="status-updates number" data-testid="updates-status" onClick={onOpen}>
      <span>{activityWords(activity, language)}</span>
      <progress className="status-progress" max={1} aria-hidden="true" {...(share === null ? {} : { value: share })} />
    </button>
  )
}

function shareOf(activity: Activity, language: Language): number | null {
  if (activity.what === 'return') return null
  if (activity.what === 'verify') return activity.total === 0 ? null : activity.done / activity.total
  if (activity.progress === null) return null
  const { done, total } = describeProgress(activity.progress, language)
  return total === null ? null : done / total
}

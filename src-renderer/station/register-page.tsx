import type { ReactNode } from 'react'
import type { StationState } from '../../src-shared/contract.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { stringsOf } from '../ui/strings.ts'
import { LoadedFacts } from './loaded-facts.tsx'
import { RunList } from './run-list.tsx'
import { UpdatePane } from './update-pane.tsx'
import type { Updates } from './use-updates.ts'
import { WaitingDecision } from './waiting-decision.tsx'
import type { Here } from './when-words.ts'

interface RegisterPageProperties {
  readonly station: StationState
  readonly updates: Updates
  readonly here: Here
  readonly onConnect: () => void
}

/** What is loaded and how it is kept fresh; first of all, what waits for a decision. */
export function RegisterPage({ station, updates, here, onConnect }: RegisterPageProperties): ReactNode {
  const { state } = updates
  const hasRegister = station.register.state === 'ready'
  return (
    <>
      {state === null || state.waiting === null ? null : (
        <WaitingDecision updates={updates} waiting={state.waiting} isBusy={state.activity !== null} here={here} />
      )}
      <div className="station-halves">
        <div className="station-half">
          {state === null || state.enrolment === null ? (
            <NotFollowing station={station} here={here} onConnect={onConnect} />
          ) : (
            <UpdatePane updates={updates} state={state} hasRegister={hasRegister} here={here} />
          )}
          {state === null || state.runs.length === 0 ? null : <RunList runs={state.runs} hasRegister={hasRegister} here={here} />}
        </div>
        <div className="station-half">
          <LoadedFacts station={station} standing={state?.standing ?? null} here={here} />
        </div>
      </div>
    </>
  )
}

interface NotFollowingProperties {
  readonly station: StationState
  readonly here: Here
  readonly onConnect: () => void
}

/** A station that follows no feed: why nothing is updated, calmly. */
function NotFollowing({ station, here, onConnect }: NotFollowingProperties): ReactNode {
  const all = stringsOf(here.language).updatesScreen
  const strings = all.unenrolled
  const words = station.register.state === 'missing' ? strings.empty : station.demo ? strings.demo : strings.real
  return (
    <section aria-label={all.update.title} data-testid="not-following">
      <h2 className="verdict-label">{all.update.title}</h2>
      <p className="station-calm">{words}</p>
      <div className="card-actions-row station-actions">
        <ActionButton label={strings.connect} shortcut={null} onPress={onConnect} />
      </div>
    </section>
  )
}

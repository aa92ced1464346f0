import { useState, type ReactNode } from 'react'
import type { StationState } from '../../src-shared/contract.ts'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { formatMoment } from '../ui/format.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Progress } from '../ui/progress.tsx'
import { stringsOf } from '../ui/strings.ts'
import { DecisionForm, Sure } from './decision-form.tsx'
import { Decisions } from './decisions.tsx'
import { Facts } from './facts.tsx'
import { FailureNote } from './failure-note.tsx'
import { formatBytes } from './sizes.ts'
import { useOrder } from './use-order.ts'
import type { Updates } from './use-updates.ts'
import { VerifyPane } from './verify-pane.tsx'
import { isDiskLow } from './warnings.ts'
import type { Here } from './when-words.ts'

interface BasePageProperties {
  readonly station: StationState
  readonly updates: Updates
  readonly here: Here
}

/** The register's file: verified, exchanged for the former one, its room on the disk; and who decided what. */
export function BasePage({ station, updates, here }: BasePageProperties): ReactNode {
  const { state } = updates
  if (state === null) return <p className="station-calm">{stringsOf(here.language).updatesScreen.unknown}</p>
  return (
    <div className="station-halves">
      <div className="station-half">
        <VerifyPane updates={updates} state={state} here={here} />
        <Return station={station} updates={updates} state={state} here={here} />
      </div>
      <div className="station-half">
        <Disk disk={state.disk} here={here} />
        <Decisions decisions={state.decisions} isWhole={state.decisionsWhole} here={here} />
      </div>
    </div>
  )
}

function Return({ station, updates, state, here }: BasePageProperties & { readonly state: UpdatesState }): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.back
  const order = useOrder(updates)
  const { previous, standing, activity } = state
  const moment = (instant: string) => formatMoment(instant, here.now, here.timeZone, here.language)
  const present = station.register.asOf
  const isDisabled = activity !== null || order.isPending
  return (
    <section aria-label={strings.title} data-testid="return">
      <h2 className="verdict-label">{strings.title}</h2>
      {activity?.what === 'return' ? (
        <Progress label={stringsOf(here.language).updatesScreen.update.returning} done={0} total={null} words="" />
      ) : null}
      {standing?.returned === true ? <TakeAgain updates={updates} isDisabled={isDisabled} here={here} /> : null}
      {previous === null ? (
        <p className="quiet">{strings.none}</p>
      ) : (
        <>
          <p>
            <strong>{strings.comes(previous.version, moment(previous.asOf))}</strong>{' '}
            {present === null ? null : strings.lost[previous.kind](moment(present))} {strings.after}
          </p>
          <DecisionForm
            key={`${previous.version} ${previous.asOf}`}
            language={here.language}
            label={strings.reason}
            hint={strings.reasonHint}
            ask={strings.button}
            sure={strings.sure(previous.version, moment(previous.asOf))}
            yes={strings.yes}
            isDisabled={isDisabled}
            onDecide={(reason) => void order.give('updates.return', { reason })}
          />
        </>
      )}
      <FailureNote failure={order.failure} language={here.language} />
    </section>
  )
}

interface TakeAgainProperties {
  readonly updates: Updates
  readonly isDisabled: boolean
  readonly here: Here
}

/** After a return: the state that was left, taken again by hand. */
function TakeAgain({ updates, isDisabled, here }: TakeAgainProperties): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.back
  const order = useOrder(updates)
  const [isAsked, setIsAsked] = useState(false)
  return (
    <div className="station-note">
      <p>{strings.againExplain}</p>
      {isAsked ? (
        <Sure
          question={strings.againSure}
          quote={null}
          yes={strings.againYes}
          language={here.language}
          isDisabled={isDisabled || order.isPending}
          onYes={() => void order.give('updates.run', { again: true }).then(() => setIsAsked(false))}
          onNo={() => setIsAsked(false)}
        />
      ) : (
        <ActionButton label={strings.again} shortcut={null} isDisabled={isDisabled} onPress={() => setIsAsked(true)} />
      )}
      <FailureNote failure={order.failure} language={here.language} />
    </div>
  )
}

function Disk({ disk, here }: { readonly disk: UpdatesState['disk']; readonly here: Here }): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.disk
  const size = (bytes: number) => formatBytes(bytes, here.language)
  return (
    <section aria-label={strings.title} data-testid="disk">
      <h2 className="verdict-label">{strings.title}</h2>
      <Facts
        facts={[
          [strings.free, disk.free === null ? strings.unknown : size(disk.free)],
          [strings.register, size(disk.register)],
          [strings.journal, size(disk.journal)],
          [strings.feed, size(disk.feed)],
        ]}
      />
      {isDiskLow(disk) ? <p className="station-warning">{strings.low}</p> : null}
    </section>
  )
}

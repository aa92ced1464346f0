import type { ReactNode } from 'react'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { EyeIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import { describeBrake } from './brake-words.ts'
import { DecisionForm } from './decision-form.tsx'
import { FailureNote } from './failure-note.tsx'
import { useOrder } from './use-order.ts'
import type { Updates } from './use-updates.ts'
import { momentWords, type Here } from './when-words.ts'

interface WaitingDecisionProperties {
  readonly updates: Updates
  readonly waiting: NonNullable<UpdatesState['waiting']>
  readonly isBusy: boolean
  readonly here: Here
}

/** New data that a brake holds: the figures, and the administrator's decision (register feed, Promises 7). */
export function WaitingDecision({ updates, waiting, isBusy, here }: WaitingDecisionProperties): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.waiting
  const order = useOrder(updates)
  const { position, brakes, since } = waiting
  const accept = (reason: string) => void order.give('updates.accept', { position, brakes: brakes.map(({ brake }) => brake), reason })
  return (
    <section className="station-waiting" aria-label={strings.title} data-testid="waiting">
      <h2 className="station-waiting-title">
        <EyeIcon />
        {strings.title}
      </h2>
      <p>
        {strings.explain} <span className="quiet">{strings.publication(position.sequence, momentWords(since, here))}</span>
      </p>
      <ul className="station-brakes">
        {brakes.map((held) => {
          const { title, figures, insurers } = describeBrake(held, here.language)
          return (
            <li key={held.brake} data-brake={held.brake}>
              <strong>{title}.</strong> {figures} {insurers}
            </li>
          )
        })}
      </ul>
      <DecisionForm
        // Another state, or other figures, is another decision.
        key={JSON.stringify([position, brakes])}
        language={here.language}
        label={strings.reason}
        hint={strings.reasonHint}
        ask={strings.accept}
        sure={strings.sure(position.sequence)}
        yes={strings.yes}
        isDisabled={isBusy || order.isPending}
        onDecide={accept}
      />
      <FailureNote failure={order.failure} language={here.language} />
      <p className="quiet">{strings.orElse}</p>
    </section>
  )
}

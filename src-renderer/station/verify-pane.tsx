import type { ReactNode } from 'react'
import type { Tone } from '../../src-shared/coverage/verdict.ts'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { formatCount } from '../ui/format.ts'
import { ToneIcon } from '../ui/icons.tsx'
import { Progress } from '../ui/progress.tsx'
import { stringsOf } from '../ui/strings.ts'
import { FailureNote } from './failure-note.tsx'
import { useOrder } from './use-order.ts'
import type { Updates } from './use-updates.ts'
import { momentWords, type Here } from './when-words.ts'

interface VerifyPaneProperties {
  readonly updates: Updates
  readonly state: UpdatesState
  readonly here: Here
}

type Verification = NonNullable<UpdatesState['verification']>

const tones: Readonly<Record<Verification['result'], Tone>> = {
  whole: 'ok',
  damaged: 'stop',
  stopped: 'note',
  'not-from-feed': 'note',
  failed: 'look',
}

/** «Проверить базу»: how far it is, and its result with the next step. */
export function VerifyPane({ updates, state, here }: VerifyPaneProperties): ReactNode {
  const strings = stringsOf(here.language).updatesScreen
  const words = strings.verify
  const order = useOrder(updates)
  const { activity, verification } = state
  const isGoing = activity?.what === 'verify'
  return (
    <section aria-label={words.title} data-testid="verify">
      <h2 className="verdict-label">{words.title}</h2>
      <p className="quiet">{words.explain}</p>
      {isGoing ? (
        <Progress
          label={words.going}
          done={activity.done}
          total={activity.total > 0 ? activity.total : null}
          words={words.progress(formatCount(activity.done, here.language), formatCount(activity.total, here.language))}
        />
      ) : null}
      <div aria-live="polite">{isGoing || verification === null ? null : <Result verification={verification} here={here} />}</div>
      <div className="card-actions-row station-actions">
        {isGoing ? (
          <ActionButton
            label={activity.cancelling ? strings.update.stopping : strings.update.stop}
            shortcut={null}
            isDisabled={activity.cancelling || order.isPending}
            onPress={() => void order.give('updates.cancel', {})}
          />
        ) : (
          <ActionButton
            label={words.button}
            shortcut={null}
            isDisabled={activity !== null || order.isPending}
            onPress={() => void order.give('updates.verify', {})}
          />
        )}
      </div>
      <FailureNote failure={order.failure} language={here.language} />
    </section>
  )
}

function Result({ verification, here }: { readonly verification: Verification; readonly here: Here }): ReactNode {
  const words = stringsOf(here.language).updatesScreen.verify
  const { result, records, at } = verification
  const tone = tones[result]
  const { title, text, todo } = words.result[result]
  return (
    <div className="station-last" data-testid="verification" data-result={result}>
      <p className="station-headline" data-tone={tone}>
        <ToneIcon tone={tone} />
        <span>{title}</span>
      </p>
      <p>
        {text} {records === null ? '' : words.records(formatCount(records, here.language))} {words.at(momentWords(at, here))}
      </p>
      {todo === '' ? null : <p className="station-todo">{todo}</p>}
    </div>
  )
}

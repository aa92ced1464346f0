import type { ReactNode } from 'react'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { Card } from '../ui/card.tsx'
import { stringsOf } from '../ui/strings.ts'
import { UpdatePane } from './update-pane.tsx'
import type { Updates } from './use-updates.ts'
import type { Here } from './when-words.ts'

interface FirstLoadProperties {
  readonly updates: Updates
  readonly state: UpdatesState
  readonly here: Here
}

/** An empty folder whose register is on its way: how far it is. A demo is not offered any more, it would bar the real one. */
export function FirstLoad({ updates, state, here }: FirstLoadProperties): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.firstLoad
  return (
    <Card title={strings.title} kind="first-load">
      <p className="card-lead">{strings.explain(state.enrolment?.dataset ?? '')}</p>
      <UpdatePane updates={updates} state={state} hasRegister={false} here={here} />
    </Card>
  )
}

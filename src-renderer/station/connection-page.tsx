import type { ReactNode } from 'react'
import type { StationState } from '../../src-shared/contract.ts'
import type { ScreenBridge } from '../bridge.ts'
import type { Station } from '../desk/use-station.ts'
import { stringsOf } from '../ui/strings.ts'
import { EnrolForm } from './enrol-form.tsx'
import { fact, Facts } from './facts.tsx'
import { FollowSettings } from './follow-settings.tsx'
import { StationKey } from './station-key.tsx'
import type { Updates } from './use-updates.ts'
import { momentWords, type Here } from './when-words.ts'

interface ConnectionPageProperties {
  readonly bridge: ScreenBridge
  readonly station: Station
  readonly stationState: StationState
  readonly updates: Updates
  readonly here: Here
  readonly onWatch: () => void
}

/** What the station follows, how it comes to follow it, and when. */
export function ConnectionPage({ bridge, station, stationState, updates, here, onWatch }: ConnectionPageProperties): ReactNode {
  const strings = stringsOf(here.language).updatesScreen
  const enrolment = updates.state?.enrolment ?? null
  return (
    <div className="station-halves">
      <div className="station-half">
        {enrolment === null ? null : (
          <section aria-label={strings.enrol.present} data-testid="enrolment">
            <h2 className="verdict-label">{strings.enrol.present}</h2>
            <Facts
              facts={[
                fact(strings.enrol.dataset, <strong>{enrolment.dataset}</strong>),
                [strings.keys.enrolled, momentWords(enrolment.enrolledAt, here)],
                fact(strings.keys.fingerprint, <span className="station-fingerprint">{enrolment.rootFingerprint}</span>),
              ]}
            />
          </section>
        )}
        <EnrolForm
          updates={updates}
          enrolment={enrolment}
          isBusy={updates.state !== null && updates.state.activity !== null}
          here={here}
          onWatch={onWatch}
        />
        <StationKey bridge={bridge} here={here} />
      </div>
      <div className="station-half">
        <FollowSettings station={station} settings={stationState.settings} here={here} />
      </div>
    </div>
  )
}

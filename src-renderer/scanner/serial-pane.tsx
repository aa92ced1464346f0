import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { stringsOf } from '../ui/strings.ts'
import { serialSpeeds } from './serial-memory.ts'
import type { SerialScanner, SerialState } from './serial-scanner.ts'

interface SerialPaneProperties {
  readonly serial: SerialScanner
  readonly state: SerialState
  readonly language: Language
}

/** The serial port: chosen by a click, then remembered. */
export function SerialPane({ serial, state, language }: SerialPaneProperties): ReactNode {
  const strings = stringsOf(language).scanner
  const { phase, speed, choice } = state
  return (
    <section className="serial-pane" aria-label={strings.serial} data-phase={phase} data-testid="serial">
      <h2 className="verdict-label">{strings.serial}</h2>
      <output>{strings.phases[phase]}</output>
      {choice === null ? null : (
        <p className="problem" role="alert">
          {strings.choices[choice]}
        </p>
      )}
      {phase === 'unsupported' ? null : (
        <>
          <p className="card-actions-row">
            <ActionButton
              label={phase === 'unchosen' ? strings.choose : strings.chooseOther}
              shortcut={null}
              onPress={() => void serial.choose()}
              look="plain"
            />
            {phase === 'unchosen' ? null : (
              <ActionButton label={strings.leave} shortcut={null} onPress={() => void serial.leave()} look="quiet" />
            )}
          </p>
          <Segmented
            label={strings.speed}
            value={String(speed)}
            options={serialSpeeds.map((value) => ({ value: String(value), title: String(value) }))}
            onChange={(chosen) => {
              const found = serialSpeeds.find((value) => String(value) === chosen)
              if (found !== undefined) void serial.setSpeed(found)
            }}
          />
        </>
      )}
    </section>
  )
}

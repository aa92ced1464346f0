import type { ReactNode } from 'react'
import type { StationState } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { ProductMark } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import type { PanelName } from './desk-state.ts'

interface TopBarProperties {
  readonly station: StationState
  readonly language: Language
  readonly panel: PanelName | null
  readonly onPanel: (panel: PanelName) => void
}

/** Product, clinic and desk; in a demo folder the mark that no screen is without. */
export function TopBar({ station, language, panel, onPanel }: TopBarProperties): ReactNode {
  const strings = stringsOf(language)
  const { clinicName, deskName } = station.settings
  const place = [clinicName, deskName].filter((part) => part !== '').join(', ')
  return (
    <header className="top-bar">
      <span className="brand">
        <ProductMark />
        {strings.product}
      </span>
      {place === '' ? null : <span className="place">{place}</span>}
      {station.demo ? (
        <p className="demo-banner" role="note">
          <strong>{strings.demo.mark}</strong>
          <span>{strings.demo.banner}</span>
        </p>
      ) : null}
      <nav className="top-actions" aria-label={strings.status.shortcuts}>
        {station.demo ? (
          <ActionButton
            label={strings.demo.samples}
            shortcut="F3"
            onPress={() => onPanel('samples')}
            look="quiet"
            isPressed={panel === 'samples'}
          />
        ) : null}
        <ActionButton
          label={strings.status.shortcuts}
          shortcut="F1"
          onPress={() => onPanel('shortcuts')}
          look="quiet"
          isPressed={panel === 'shortcuts'}
        />
        <ActionButton
          label={strings.status.details}
          shortcut="F10"
          onPress={() => onPanel('station')}
          look="quiet"
          isPressed={panel === 'station'}
        />
      </nav>
    </header>
  )
}

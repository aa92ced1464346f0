import { useState, type ReactNode } from 'react'
import type { Instant } from '../../src-shared/calendar.ts'
import type { StationState } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { ScreenBridge } from '../bridge.ts'
import type { Station } from '../desk/use-station.ts'
import { Card } from '../ui/card.tsx'
import { stringsOf, type Strings } from '../ui/strings.ts'
import { BasePage } from './base-page.tsx'
import { ConnectionPage } from './connection-page.tsx'
import { RegisterPage } from './register-page.tsx'
import { ScreenPage } from './screen-page.tsx'
import { SourcesPage } from './sources-page.tsx'
import type { Updates } from './use-updates.ts'
import { pagesWithWarnings } from './warnings.ts'
import type { Here } from './when-words.ts'

interface StationScreenProperties {
  readonly bridge: ScreenBridge
  readonly station: Station
  readonly state: StationState
  readonly updates: Updates
  readonly language: Language
  readonly now: Instant
  readonly onScanner: () => void
  readonly onClose: () => void
}

type PageName = keyof Strings['updatesScreen']['pages']

const pageNames: readonly PageName[] = ['register', 'sources', 'base', 'connection', 'screen']

/** The workplace (F10): what answers come from, how it is kept fresh, who decides what, and the settings. */
export function StationScreen(properties: StationScreenProperties): ReactNode {
  const { state, updates, language, now, onClose } = properties
  const [page, setPage] = useState<PageName>('register')
  const strings = stringsOf(language)
  const here: Here = { now, timeZone: state.settings.timeZone, language }
  const warned = updates.state === null ? [] : pagesWithWarnings(updates.state, now)
  return (
    <Card title={strings.station.title} kind="station" close={{ label: strings.actions.close, onPress: onClose }}>
      <nav className="station-pages" aria-label={strings.updatesScreen.pagesLabel}>
        {pageNames.map((name) => (
          <button
            key={name}
            type="button"
            className="station-page"
            aria-current={name === page ? 'page' : undefined}
            onClick={() => setPage(name)}
          >
            {strings.updatesScreen.pages[name]}
            {warned.includes(name) ? (
              <>
                <i className="station-page-mark" />
                <span className="unseen">, {strings.updatesScreen.attention}</span>
              </>
            ) : null}
          </button>
        ))}
      </nav>
      <Page {...properties} page={page} here={here} onPage={setPage} />
    </Card>
  )
}

interface PageProperties extends StationScreenProperties {
  readonly page: PageName
  readonly here: Here
  readonly onPage: (page: PageName) => void
}

function Page({ bridge, station, state, updates, page, here, onPage, onScanner }: PageProperties): ReactNode {
  switch (page) {
    case 'register':
      return <RegisterPage station={state} updates={updates} here={here} onConnect={() => onPage('connection')} />
    case 'sources':
      return <SourcesPage state={updates.state} here={here} />
    case 'base':
      return <BasePage station={state} updates={updates} here={here} />
    case 'connection':
      return (
        <ConnectionPage
          bridge={bridge}
          station={station}
          stationState={state}
          updates={updates}
          here={here}
          onWatch={() => onPage('register')}
        />
      )
    case 'screen':
      return <ScreenPage station={station} state={state} here={here} onScanner={onScanner} />
  }
}

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { ScreenBridge } from '../bridge.ts'
import { localDateTime } from '../../src-shared/calendar.ts'
import type { StationState } from '../../src-shared/contract.ts'
import { languageSchema, type Language } from '../../src-shared/coverage/verdict.ts'
import type { Settings } from '../../src-shared/settings.ts'
import { CameraPane } from '../camera/camera-pane.tsx'
import { useCamera } from '../camera/use-camera.ts'
import { useCodeNote } from '../camera/use-code-note.ts'
import { ChangesNotice } from '../changes/changes-notice.tsx'
import { PastDay } from '../changes/past-day.tsx'
import { useScanner } from '../scanner/use-scanner.ts'
import { deskNotice } from '../station/desk-notice.ts'
import { UpdatesNotice } from '../station/updates-notice.tsx'
import { useUpdates } from '../station/use-updates.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { FaultBoundary } from '../ui/fault-boundary.tsx'
import { playRead } from '../ui/sounds.ts'
import { stringsOf } from '../ui/strings.ts'
import { isStale, withdrawable } from './desk-state.ts'
import { isOutdated } from './outdated.ts'
import { LiveAnnouncement } from './live-announcement.tsx'
import { OneBox } from './one-box.tsx'
import type { ReadingOptions } from './reading.ts'
import { Ribbon } from './ribbon.tsx'
import { Stage } from './stage.tsx'
import { StatusLine } from './status-line.tsx'
import { TopBar } from './top-bar.tsx'
import { Trouble } from './trouble.tsx'
import { useDesk } from './use-desk.ts'
import { useFocusKeeper } from './use-focus-keeper.ts'
import { useKeyboard } from './use-keyboard.ts'
import { usePasteAndDrop } from './use-paste-and-drop.ts'
import { useStation, type Station } from './use-station.ts'

/** The one screen of the desk: box, answer, last checks, status. */
export function DeskScreen({ bridge }: { readonly bridge: ScreenBridge }): ReactNode {
  return (
    <FaultBoundary instead={<Broken />}>
      <ConnectedDesk bridge={bridge} />
    </FaultBoundary>
  )
}

function Broken(): ReactNode {
  const strings = stringsOf(languageSchema.catch('ru').parse(document.documentElement.lang)).trouble
  return (
    <Alone>
      <Trouble {...strings.broken}>
        <ActionButton label={strings.openAnew} shortcut={null} onPress={() => window.location.reload()} look="main" />
      </Trouble>
    </Alone>
  )
}

function ConnectedDesk({ bridge }: { readonly bridge: ScreenBridge }): ReactNode {
  const station = useStation(bridge)
  const language = station.state?.settings.language ?? 'ru'
  useDocumentLook(language, station.state?.settings.theme ?? 'system')
  const strings = stringsOf(language).trouble
  if (station.connection === 'no-session') return <Alone>{<Trouble {...strings.noSession} />}</Alone>
  if (station.state === null) {
    return <Alone>{station.connection === 'lost' ? <Trouble {...strings.lost} /> : <p className="quiet">{strings.connecting}</p>}</Alone>
  }
  return (
    <I18nProvider locale={language}>
      <Desk bridge={bridge} station={station} state={station.state} language={language} />
    </I18nProvider>
  )
}

function Alone({ children }: { readonly children: ReactNode }): ReactNode {
  return <main className="alone">{children}</main>
}

interface DeskProperties {
  readonly bridge: ScreenBridge
  readonly station: Station
  readonly state: StationState
  readonly language: Language
}

const countdownFromSeconds = 30
const themesInTurn = { system: 'light', light: 'dark', dark: 'system' } as const

function Desk({ bridge, station, state: stationState, language }: DeskProperties): ReactNode {
  const { settings } = stationState
  const now = useNow()
  const instant = new Date(now).toISOString()
  const reading: ReadingOptions = {
    today: localDateTime(instant, settings.timeZone).date,
    enpCheckDigit: settings.enpCheckDigit,
    uncheckableSnils: settings.uncheckableSnils,
    unsaid: stationState.demo ? ['enp-test-region'] : [],
  }
  const { state, commands } = useDesk({
    bridge,
    settings,
    language,
    reading,
    changedAnswers: stationState.changedAnswers,
    register: stationState.register,
  })
  const updates = useUpdates(bridge, station.connection, settings)
  const box = useRef<HTMLInputElement>(null)
  const [note, setNote] = useCodeNote()
  const camera = useCamera({
    reading,
    onCodes(codes) {
      const isTaken = commands.showSeen(codes)
      setNote(isTaken ? 'read' : 'repeated')
      if (isTaken && settings.sounds) playRead()
    },
  })
  const scanner = useScanner({
    reading,
    onShown: commands.scan,
    onDiscard: commands.discardScan,
    onTest() {
      if (state.panel !== 'scanner') commands.switchPanel('scanner')
    },
  })
  useKeyboard({ state, commands, box, isDemo: stationState.demo, onCamera: camera.switch, onScan: scanner.onScan })
  useFocusKeeper(box)
  const isHovering = usePasteAndDrop({ box, onText: commands.type, onPicture: commands.showPicture })
  const strings = stringsOf(language)
  const isIdle = state.current === null && state.question === null && state.panel === null
  // An unanswered check says itself that nobody answers; two alerts would read each other down.
  const isUnanswered = state.current !== null && state.current.failure !== null
  const secondsLeft = state.hideAt === null ? null : Math.max(0, Math.ceil((state.hideAt - now) / 1_000))
  return (
    <div className="desk" data-hovering={isHovering}>
      <TopBar station={stationState} language={language} panel={state.panel} onPanel={commands.switchPanel} />
      <CameraPane
        camera={camera}
        host={stationState.host}
        language={language}
        note={note}
        isDataHidden={state.message?.kind === 'data-hidden'}
      />
      <ChangesNotice
        count={stationState.changedAnswers}
        isOpen={state.panel === 'changes'}
        language={language}
        onOpen={() => commands.switchPanel('changes')}
      />
      <Ribbon
        entries={state.ribbon}
        shown={state.current?.ticket ?? null}
        canWithdraw={withdrawable(state) !== null}
        language={language}
        timeZone={settings.timeZone}
        onReopen={commands.reopen}
        onWithdraw={commands.withdraw}
      />
      <main className="work-place">
        <OneBox
          state={state}
          language={language}
          timeZone={settings.timeZone}
          reading={reading}
          box={box}
          onType={commands.type}
          onSubmit={commands.submit}
          onRemove={commands.removeThing}
        />
        {station.connection === 'lost' && !isIdle && !isUnanswered ? <ConnectionLost language={language} /> : null}
        <PastDay state={state} today={reading.today} language={language} />
        <Stage
          bridge={bridge}
          scanner={scanner}
          desk={state}
          isStale={isStale(state)}
          isOutdated={isOutdated(state.current?.reply ?? null, stationState.register)}
          station={station}
          stationState={stationState}
          updates={updates}
          language={language}
          now={instant}
          secondsLeft={secondsLeft !== null && secondsLeft <= countdownFromSeconds ? secondsLeft : null}
          commands={commands}
        />
        {state.panel === 'station' || updates.state === null ? null : (
          <UpdatesNotice
            notice={deskNotice(updates.state, instant)}
            hasRegister={stationState.register.state === 'ready'}
            here={{ now: instant, timeZone: settings.timeZone, language }}
            onOpen={() => commands.switchPanel('station')}
          />
        )}
      </main>
      <StatusLine
        station={stationState}
        camera={camera}
        scanner={scanner}
        language={language}
        now={instant}
        isConnected={station.connection !== 'lost'}
        updates={updates.state}
        onStation={() => commands.switchPanel('station')}
        onScanner={() => commands.switchPanel('scanner')}
        onLanguage={() => station.setSetting('language', language === 'ru' ? 'en' : 'ru')}
        onTheme={() => station.setSetting('theme', themesInTurn[settings.theme])}
        onSounds={() => station.setSetting('sounds', !settings.sounds)}
      />
      <LiveAnnouncement state={state} language={language} />
      {isHovering ? <p className="drop-hint">{strings.box.dropHere}</p> : null}
    </div>
  )
}

function ConnectionLost({ language }: { readonly language: Language }): ReactNode {
  const { title, next } = stringsOf(language).trouble.lost
  return (
    <p className="message-line" data-kind="problem" role="alert">
      <strong>{title}.</strong> {next}
    </p>
  )
}

/** Epoch milliseconds, once a second: for the countdown and the age of the data. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Language and theme stand on the document itself, where styles, screen readers and hyphenation look for them. */
function useDocumentLook(language: Language, theme: Settings['theme']): void {
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dataset['theme'] = theme
    document.title = stringsOf(language).documentTitle
  }, [language, theme])
}

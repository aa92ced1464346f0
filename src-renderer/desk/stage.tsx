import type { ReactNode } from 'react'
import type { ScreenBridge } from '../bridge.ts'
import type { StationState } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { ChangesPanel } from '../changes/changes-panel.tsx'
import { ScannerPanel } from '../scanner/scanner-panel.tsx'
import type { Scanner } from '../scanner/use-scanner.ts'
import { FirstLoad } from '../station/first-load.tsx'
import { StationScreen } from '../station/station-screen.tsx'
import type { Updates } from '../station/use-updates.ts'
import { stringsOf } from '../ui/strings.ts'
import { ActionBar } from './action-bar.tsx'
import type { DeskState, OpenCheck } from './desk-state.ts'
import { Busy, FirstRun } from './first-run.tsx'
import { NewbornForm } from './newborn-form.tsx'
import { QuestionCard } from './question-card.tsx'
import { SampleSheet } from './sample-sheet.tsx'
import { ShortcutCard } from './shortcut-card.tsx'
import { Trouble, Unanswered } from './trouble.tsx'
import type { DeskCommands } from './use-desk.ts'
import type { Station } from './use-station.ts'
import { VerdictPane } from './verdict-pane.tsx'
import { Welcome } from './welcome.tsx'

interface StageProperties {
  readonly bridge: ScreenBridge
  readonly scanner: Scanner
  readonly desk: DeskState
  readonly isStale: boolean
  readonly isOutdated: boolean
  readonly station: Station
  readonly stationState: StationState
  readonly updates: Updates
  readonly language: Language
  readonly now: string
  readonly secondsLeft: number | null
  readonly commands: DeskCommands
}

/** The middle of the screen: exactly one thing at a time, and never one that takes the box away. */
export function Stage(properties: StageProperties): ReactNode {
  const { desk, stationState, language, commands } = properties
  if (desk.question !== null && desk.question.kind !== 'same-person') {
    return <QuestionCard question={desk.question} language={language} onChoose={commands.choose} onCancel={commands.closeQuestion} />
  }
  if (desk.panel !== null) return <Panel {...properties} />
  if (stationState.busy !== null && desk.current === null) {
    return (
      <div className="stage-middle">
        <h1 className="unseen">{stringsOf(language).firstRun.wait}</h1>
        <Busy busy={stationState.busy} language={language} />
      </div>
    )
  }
  if (desk.current !== null) return <Check {...properties} check={desk.current} />
  if (stationState.empty && properties.station.connection !== 'lost') return <Empty {...properties} />
  return <Idle {...properties} />
}

/** Nothing is loaded yet: the register is on its way from a feed, or nobody has decided. */
function Empty({ station, stationState, updates, language, now }: StageProperties): ReactNode {
  if (updates.state === null || updates.state.enrolment === null) return <FirstRun station={station} language={language} />
  return <FirstLoad updates={updates} state={updates.state} here={{ now, timeZone: stationState.settings.timeZone, language }} />
}

function Panel({
  bridge,
  scanner,
  desk,
  station,
  stationState,
  updates,
  language,
  now,
  secondsLeft,
  commands,
}: StageProperties): ReactNode {
  switch (desk.panel) {
    case 'shortcuts':
      return <ShortcutCard language={language} onClose={commands.closePanel} />
    case 'station':
      return (
        <StationScreen
          bridge={bridge}
          station={station}
          state={stationState}
          updates={updates}
          language={language}
          now={now}
          onScanner={() => commands.switchPanel('scanner')}
          onClose={commands.closePanel}
        />
      )
    case 'scanner':
      return <ScannerPanel bridge={bridge} scanner={scanner} language={language} onClose={commands.closePanel} />
    case 'samples':
      return <SampleSheet bridge={bridge} language={language} onTry={commands.trySample} onClose={commands.closePanel} />
    case 'changes':
      return (
        <ChangesPanel
          list={desk.changes}
          station={stationState}
          language={language}
          now={now}
          secondsLeft={secondsLeft}
          onOpen={({ id }) => commands.openChanged(id)}
          onSeen={({ id }) => commands.putAside(id)}
          onClose={commands.closePanel}
        />
      )
    case 'newborn':
      return (
        <NewbornForm
          language={language}
          bornShown={birthDateShown(desk.current)}
          onAnswer={commands.setNewborn}
          onClose={commands.closePanel}
          onStrayText={commands.type}
        />
      )
    case null:
      return null
  }
}

function birthDateShown(check: OpenCheck | null): string | null {
  for (const item of check?.reply?.items ?? []) {
    if ('birthDate' in item && item.birthDate !== null) return item.birthDate
  }
  return null
}

function Check({
  check,
  desk,
  isStale,
  isOutdated,
  stationState,
  language,
  secondsLeft,
  commands,
}: StageProperties & { readonly check: OpenCheck }): ReactNode {
  if (check.failure !== null) return <Unanswered failure={check.failure} language={language} onAgain={commands.checkAgain} />
  if (check.reply === null) return <p className="checking">{stringsOf(language).box.checking}</p>
  const isAskingSamePerson = desk.question?.kind === 'same-person'
  return (
    <VerdictPane
      reply={check.reply}
      settings={stationState.settings}
      isStale={isStale}
      isOutdated={isOutdated}
      isAskingSamePerson={isAskingSamePerson}
      secondsLeft={secondsLeft}
      onChoose={commands.choose}
      actions={
        <ActionBar
          check={check}
          language={language}
          isAdding={desk.adding}
          isAskingSamePerson={isAskingSamePerson}
          isOutdated={isOutdated && !isStale}
          commands={commands}
        />
      }
    />
  )
}

function Idle({ station, stationState, language, now }: StageProperties): ReactNode {
  const strings = stringsOf(language).trouble
  if (station.connection === 'lost') return <Trouble {...strings.lost} />
  if (stationState.register.state === 'missing') return <Trouble {...strings.registerMissing} />
  if (stationState.register.state === 'damaged') return <Trouble {...strings.registerDamaged} />
  return <Welcome station={stationState} language={language} now={now} />
}

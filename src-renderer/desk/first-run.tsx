import type { ReactNode } from 'react'
import type { StationState } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Card } from '../ui/card.tsx'
import { formatCount } from '../ui/format.ts'
import { Progress } from '../ui/progress.tsx'
import { stringsOf } from '../ui/strings.ts'
import { describeCallFailure } from './failure-words.ts'
import type { Station } from './use-station.ts'

interface FirstRunProperties {
  readonly station: Station
  readonly language: Language
}

/** An empty data folder: what it is for, and one button to begin with. */
export function FirstRun({ station, language }: FirstRunProperties): ReactNode {
  const strings = stringsOf(language).firstRun
  const failure = station.failure === null ? null : describeCallFailure(station.failure, language)
  return (
    <Card title={strings.title} kind="first-run">
      <p className="card-lead">{strings.explain}</p>
      <p className="first-run-action">
        <ActionButton label={strings.load} shortcut={null} onPress={station.makeDemo} look="main" />
      </p>
      <p className="quiet">{strings.promise}</p>
      {failure === null ? null : (
        <p className="problem" role="alert">
          <strong>
            {strings.failed}. {failure.message}
          </strong>{' '}
          {failure.nextStep}
        </p>
      )}
      <p className="first-run-administrator">
        {strings.administrator} <code>{strings.administratorCommand}</code>
      </p>
    </Card>
  )
}

interface BusyProperties {
  readonly busy: NonNullable<StationState['busy']>
  readonly language: Language
}

/** The register is being made or loaded. */
export function Busy({ busy, language }: BusyProperties): ReactNode {
  const strings = stringsOf(language).firstRun
  const title = busy.what === 'demo' ? strings.making : strings.loading
  const done = formatCount(busy.done, language)
  const words = busy.total === null ? strings.progressOpen(done) : strings.progress(done, formatCount(busy.total, language))
  return <Progress label={title} done={busy.done} total={busy.total} words={words} />
}

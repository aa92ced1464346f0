import { useEffect, useState, type ReactNode } from 'react'
import type { ScreenBridge } from '../bridge.ts'
import { callMethod, type CallFailure } from '../client.ts'
import type { TestPicture } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { testCodes } from '../../src-shared/scanner/test-card.ts'
import { describeCallFailure } from '../desk/failure-words.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Card } from '../ui/card.tsx'
import { CrossIcon, TickIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import { adviceFor, isWhole, type Diagnosis } from './diagnosis.ts'
import { SerialPane } from './serial-pane.tsx'
import { TestCard } from './test-card.tsx'
import type { Scanner } from './use-scanner.ts'

interface ScannerPanelProperties {
  readonly bridge: ScreenBridge
  readonly scanner: Scanner
  readonly language: Language
  readonly onClose: () => void
}

/** «Доктор сканера»: a card to scan, what became of it, what to set; and the serial port. */
export function ScannerPanel({ bridge, scanner, language, onClose }: ScannerPanelProperties): ReactNode {
  const all = stringsOf(language)
  const strings = all.scanner
  const [pictures, failure] = useTestCard(bridge)
  const { diagnoses } = scanner
  return (
    <Card title={strings.title} kind="scanner" close={{ label: all.actions.close, onPress: onClose }}>
      <div className="scanner-columns">
        <section aria-label={strings.doctor}>
          <h2 className="verdict-label">{strings.doctor}</h2>
          <p className="card-lead">{strings.explain}</p>
          <ActionButton
            label={strings.print}
            shortcut={null}
            onPress={() => window.print()}
            look="main"
            isDisabled={pictures.length === 0}
          />
          {failure === null ? null : (
            <p className="problem" role="alert">
              {strings.cardFailed}. {describeCallFailure(failure, language).nextStep}
            </p>
          )}
          <div aria-live="polite" data-testid="doctor">
            <Results diagnoses={diagnoses} language={language} />
            <Advice diagnoses={diagnoses} language={language} />
            <Facts diagnosis={diagnoses[0] ?? null} language={language} />
          </div>
        </section>
        <div className="scanner-side">
          <TestCard pictures={pictures} language={language} />
          <SerialPane serial={scanner.serial} state={scanner.serialState} language={language} />
        </div>
      </div>
    </Card>
  )
}

function useTestCard(bridge: ScreenBridge): readonly [readonly TestPicture[], CallFailure | null] {
  const [pictures, setPictures] = useState<readonly TestPicture[]>([])
  const [failure, setFailure] = useState<CallFailure | null>(null)
  useEffect(() => {
    let left = false
    void callMethod(bridge, 'scanner.card', {}).then((answer) => {
      if (left) return
      if (answer.ok) setPictures(answer.value)
      else setFailure(answer.error)
    })
    return () => {
      left = true
    }
  }, [bridge])
  return [pictures, failure]
}

interface ResultsProperties {
  readonly diagnoses: readonly Diagnosis[]
  readonly language: Language
}

/** One line for each code of the card. */
function Results({ diagnoses, language }: ResultsProperties): ReactNode {
  const strings = stringsOf(language).scanner
  return (
    <ul className="doctor-results">
      {testCodes.map(({ id }) => {
        const diagnosis = diagnoses.find(({ code }) => code === id) ?? null
        return (
          <li key={id} data-code={id} data-result={diagnosis === null ? 'none' : isWhole(diagnosis) ? 'whole' : 'faulty'}>
            {diagnosis === null ? <span className="icon" /> : isWhole(diagnosis) ? <TickIcon /> : <CrossIcon />}
            <span>{strings.codes[id]}</span>
            <span className="doctor-words">{diagnosis === null ? strings.notScanned : wordsOf(diagnosis, language)}</span>
          </li>
        )
      })}
    </ul>
  )
}

function wordsOf(diagnosis: Diagnosis, language: Language): string {
  const strings = stringsOf(language).scanner
  if (isWhole(diagnosis)) return strings.whole
  const { lost, length, replaced, caseSwapped } = diagnosis
  const words = [
    lost > 0 ? strings.lostOf(lost, length) : null,
    replaced > 0 ? strings.replaced(replaced) : null,
    caseSwapped ? strings.caseSwapped : null,
  ]
  return words.filter((word) => word !== null).join(', ')
}

/** What to set in the scanner, each once; «исправен» only when nothing else is to be said. */
function Advice({ diagnoses, language }: ResultsProperties): ReactNode {
  const strings = stringsOf(language).scanner.advice
  const all = [...new Set(diagnoses.flatMap(adviceFor))]
  const said = all.length > 1 ? all.filter((advice) => advice !== 'fine') : all
  if (said.length === 0) return null
  return (
    <ul className="doctor-advice">
      {said.map((advice) => (
        <li key={advice} data-advice={advice}>
          {strings[advice]}
        </li>
      ))}
    </ul>
  )
}

/** How the last code came: by which way, under which layout, how it ended, how fast. */
function Facts({ diagnosis, language }: { readonly diagnosis: Diagnosis | null; readonly language: Language }): ReactNode {
  const strings = stringsOf(language).scanner
  if (diagnosis === null) return null
  const { mode, keyboard } = diagnosis
  const facts: readonly (readonly [string, string])[] = [
    [strings.facts.mode, strings.modes[mode]],
    ...(keyboard === null
      ? []
      : ([
          [strings.facts.layout, strings.layouts[keyboard.layout] + (keyboard.capsLock ? strings.capsLock : '')],
          [strings.facts.suffix, strings.suffixes[keyboard.suffix]],
          [strings.facts.doubled, keyboard.doubled ? strings.twice : strings.once],
          [strings.facts.pace, strings.pace(Math.round(keyboard.gap), Math.round(keyboard.longestGap))],
        ] as const)),
  ]
  return (
    <dl className="verdict-facts">
      {facts.map(([name, value]) => (
        <div key={name} className="doctor-fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

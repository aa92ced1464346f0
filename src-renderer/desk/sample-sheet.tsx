import { useEffect, useState, type ReactNode } from 'react'
import type { ScreenBridge } from '../bridge.ts'
import { callMethod, type CallFailure } from '../client.ts'
import type { DemoSample } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { Card } from '../ui/card.tsx'
import { OutcomeIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import { describeCallFailure } from './failure-words.ts'

interface SampleSheetProperties {
  readonly bridge: ScreenBridge
  readonly language: Language
  readonly onTry: (sample: DemoSample) => void
  readonly onClose: () => void
}

/** Codes and texts of invented people, to try the desk with. */
export function SampleSheet({ bridge, language, onTry, onClose }: SampleSheetProperties): ReactNode {
  const strings = stringsOf(language)
  const [samples, setSamples] = useState<readonly DemoSample[] | null>(null)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  useEffect(() => {
    let left = false
    void callMethod(bridge, 'demo.samples', {}).then((answer) => {
      if (left) return
      if (answer.ok) setSamples(answer.value)
      else setFailure(answer.error)
    })
    return () => {
      left = true
    }
  }, [bridge])
  return (
    <Card title={strings.demo.title} kind="samples" close={{ label: strings.actions.close, onPress: onClose }}>
      <p className="card-lead">{strings.demo.explain}</p>
      {failure === null ? null : (
        <p className="problem" role="alert">
          {strings.demo.failed}. {describeCallFailure(failure, language).nextStep}
        </p>
      )}
      {samples === null && failure === null ? <p className="quiet">{strings.demo.loading}</p> : null}
      <ul className="sample-list">
        {(samples ?? []).map((sample) => (
          <Sample key={`${sample.text} ${sample.title.ru}`} sample={sample} language={language} onTry={() => onTry(sample)} />
        ))}
      </ul>
    </Card>
  )
}

interface SampleProperties {
  readonly sample: DemoSample
  readonly language: Language
  readonly onTry: () => void
}

function Sample({ sample, language, onTry }: SampleProperties): ReactNode {
  const strings = stringsOf(language)
  const title = sample.title[language]
  return (
    <li>
      <button type="button" className="sample" onClick={onTry}>
        <span className="sample-outcome" data-outcome={sample.outcome}>
          <OutcomeIcon outcome={sample.outcome} />
          <span className="unseen">{strings.verdict.outcome[sample.outcome]}</span>
        </span>
        <span className="sample-words">
          <span className="sample-title">{title}</span>
          <span className="sample-text">{sample.text}</span>
          {sample.also.map((text) => (
            <span key={text} className="sample-text">
              {strings.demo.also(text)}
            </span>
          ))}
        </span>
        {sample.svg === null ? null : (
          <img
            className="sample-code"
            data-symbology={sample.symbology}
            src={`data:image/svg+xml,${encodeURIComponent(sample.svg)}`}
            alt={`${sample.symbology ?? ''}: ${title}`}
          />
        )}
      </button>
    </li>
  )
}

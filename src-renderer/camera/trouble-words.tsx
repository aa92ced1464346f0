import type { ReactNode } from 'react'
import type { StationState } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { stringsOf } from '../ui/strings.ts'
import type { CameraTrouble } from './camera-trouble.ts'

interface TroubleWordsProperties {
  readonly trouble: CameraTrouble
  readonly isRetrying: boolean
  readonly host: StationState['host']
  readonly language: Language
  readonly onAgain: () => void
  /** Null where there is no other camera. */
  readonly onChoose: (() => void) | null
}

/** Why there is no picture, and what to do. */
export function TroubleWords({ trouble, isRetrying, host, language, onAgain, onChoose }: TroubleWordsProperties): ReactNode {
  const strings = stringsOf(language).camera
  const { title, next } = strings.trouble[toldAs(trouble, host)]
  return (
    <div className="camera-words" aria-live="polite" data-trouble={trouble}>
      <p className="camera-title">{title}</p>
      <p>{isRetrying ? `${next} ${strings.retrying}` : next}</p>
      <p className="camera-choices">
        <button type="button" className="camera-button" onClick={onAgain}>
          {strings.again}
        </button>
        {onChoose === null ? null : (
          <button type="button" className="camera-button" onClick={onChoose}>
            {strings.other}
          </button>
        )}
      </p>
    </div>
  )
}

/** Our own window never refuses itself a camera; there it is the system that does. */
function toldAs(trouble: CameraTrouble, host: StationState['host']): CameraTrouble {
  const isRefusal = trouble === 'refused' || trouble === 'not-answered'
  return host === 'electron' && isRefusal ? 'refused-by-system' : trouble
}

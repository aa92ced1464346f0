import type { ReactNode } from 'react'
import { Label, ProgressBar } from 'react-aria-components'

interface ProgressProperties {
  readonly label: string
  readonly done: number
  /** Null: how much there is to do is not known. */
  readonly total: number | null
  readonly words: string
}

/** How far something longer than a second has come. */
export function Progress({ label, done, total, words }: ProgressProperties): ReactNode {
  return (
    <ProgressBar className="progress" value={done} maxValue={total ?? 100} isIndeterminate={total === null} valueLabel={words}>
      <span className="progress-words">
        <Label>{label}</Label>
        <span>{words}</span>
      </span>
      <progress className="progress-bar" max={total ?? 1} aria-hidden="true" {...(total === null ? {} : { value: done })} />
    </ProgressBar>
  )
}

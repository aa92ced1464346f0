import { useId, type ReactNode } from 'react'
import { CrossIcon } from './icons.tsx'

interface CardProperties {
  readonly title: string
  readonly children: ReactNode
  /** Absent where the card is not there to be closed. */
  readonly close?: { readonly label: string; readonly onPress: () => void }
  readonly kind?: string
}

/** A region in the middle of the screen. Never modal: the box stays free beside it. */
export function Card({ title, children, close, kind = '' }: CardProperties): ReactNode {
  const titleId = useId()
  return (
    <section className={`card ${kind}`} aria-labelledby={titleId}>
      <header className="card-head">
        <h1 id={titleId}>{title}</h1>
        {close === undefined ? null : (
          <button type="button" className="button button-quiet button-icon" onClick={close.onPress} aria-label={close.label}>
            <CrossIcon />
          </button>
        )}
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="card-body" tabIndex={0} data-scrolls="">
        {children}
      </div>
    </section>
  )
}

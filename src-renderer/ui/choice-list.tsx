import type { ReactNode } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { KeyCap } from './key-cap.tsx'

export interface Choice {
  readonly id: string
  readonly title: string
  readonly detail: string | null
  /** The key that chooses it, or null. */
  readonly shortcut: string | null
}

interface ChoiceListProperties {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly onChoose: (id: string) => void
  readonly columns?: 1 | 2
}

/** A list to choose from by digit, click or arrow keys. The digits are heard by the desk's keyboard, not by the list. */
export function ChoiceList({ label, choices, onChoose, columns = 1 }: ChoiceListProperties): ReactNode {
  return (
    <ListBox
      aria-label={label}
      className={columns === 2 ? 'choices choices-two' : 'choices'}
      items={choices}
      layout={columns === 2 ? 'grid' : 'stack'}
      onAction={(key) => onChoose(String(key))}
      selectionMode="none"
    >
      {(choice) => (
        <ListBoxItem id={choice.id} textValue={choice.title} className="choice">
          {choice.shortcut === null ? <span className="choice-no-key" /> : <KeyCap>{choice.shortcut}</KeyCap>}
          <span className="choice-words">
            <span className="choice-title">{choice.title}</span>
            {choice.detail === null ? null : <span className="choice-detail">{choice.detail}</span>}
          </span>
        </ListBoxItem>
      )}
    </ListBox>
  )
}

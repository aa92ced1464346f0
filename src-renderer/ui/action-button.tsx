import type { ReactNode } from 'react'
import { KeyCap } from './key-cap.tsx'

interface ActionButtonProperties {
  readonly label: string
  /** Id of the element that tells what it is about, where there are several of the same label. */
  readonly describedBy?: string
  /** The key that does the same, shown on the button; null where there is none. */
  readonly shortcut: string | null
  readonly onPress: () => void
  readonly look?: 'plain' | 'main' | 'quiet'
  readonly isPressed?: boolean
  readonly icon?: ReactNode
  readonly isDisabled?: boolean
}

/** A button of the desk with its key on it. */
export function ActionButton({
  label,
  describedBy,
  shortcut,
  onPress,
  look = 'plain',
  isPressed,
  icon,
  isDisabled = false,
}: ActionButtonProperties): ReactNode {
  return (
    <button
      type="button"
      className={`button button-${look}`}
      onClick={onPress}
      aria-pressed={isPressed}
      aria-describedby={describedBy}
      disabled={isDisabled}
    >
      {icon}
      <span>{label}</span>
      {shortcut === null ? null : <KeyCap>{shortcut}</KeyCap>}
    </button>
  )
}

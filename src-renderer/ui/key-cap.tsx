import type { ReactNode } from 'react'

/** A key of the keyboard, drawn beside what it does. */
export function KeyCap({ children }: { readonly children: string }): ReactNode {
  return <kbd className="key-cap">{children}</kbd>
}

import type { ReactNode } from 'react'

/** A name and what is known by it; null: not shown at all. */
export type Fact = readonly [name: string, value: ReactNode]

/** A fact whose value is more than words. */
export function fact(name: string, value: ReactNode): Fact {
  return [name, value]
}

/** Names and values, one pair a line. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className="verdict-facts station-facts">
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => (
          <div key={name} className="station-fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { formatTime } from '../ui/format.ts'
import { CrossIcon, OutcomeIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import { digitOf } from './choices.ts'
import type { RibbonEntry } from './desk-state.ts'
import { ribbonName } from './person-words.ts'
import { nameOfKind } from './shown-things.ts'

interface RibbonProperties {
  readonly entries: readonly RibbonEntry[]
  /** The ticket of the check on the screen, or null. */
  readonly shown: number | null
  readonly canWithdraw: boolean
  readonly language: Language
  readonly timeZone: string
  readonly onReopen: (ticket: number) => void
  readonly onWithdraw: () => void
}

/** The last ten checks, newest first. */
export function Ribbon({ entries, shown, canWithdraw, language, timeZone, onReopen, onWithdraw }: RibbonProperties): ReactNode {
  const strings = stringsOf(language)
  return (
    <aside className="ribbon" aria-label={strings.ribbon.title}>
      <h2 className="ribbon-title">{strings.ribbon.title}</h2>
      {entries.length === 0 ? (
        <p className="ribbon-empty">{strings.ribbon.empty}</p>
      ) : (
        <ol className="ribbon-entries">
          {entries.map((entry, place) => (
            <li key={entry.ticket}>
              <RibbonRow
                entry={entry}
                digit={digitOf(place) ?? ''}
                isShown={entry.ticket === shown}
                language={language}
                timeZone={timeZone}
                onReopen={() => onReopen(entry.ticket)}
              />
            </li>
          ))}
        </ol>
      )}
      {canWithdraw ? (
        <div className="ribbon-undo">
          <ActionButton label={strings.ribbon.undo} shortcut="Ctrl Z" onPress={onWithdraw} look="quiet" />
        </div>
      ) : null}
    </aside>
  )
}

interface RibbonRowProperties {
  readonly entry: RibbonEntry
  readonly digit: string
  readonly isShown: boolean
  readonly language: Language
  readonly timeZone: string
  readonly onReopen: () => void
}

function RibbonRow({ entry, digit, isShown, language, timeZone, onReopen }: RibbonRowProperties): ReactNode {
  const strings = stringsOf(language)
  const name = entry.open === null || entry.masked ? null : ribbonName(entry.open.reply, language)
  const kind = nameOfKind(entry.item, entry.documentType, language)
  const isName = name !== null && !name.startsWith('…')
  const words = (
    <>
      <span className="ribbon-symbol" data-outcome={entry.outcome}>
        {entry.state === 'withdrawn' ? <CrossIcon /> : <OutcomeIcon outcome={entry.outcome} />}
        <span className="unseen">{strings.verdict.outcome[entry.outcome]}</span>
      </span>
      <span className="ribbon-name">{isName ? name : [kind, name].filter((part) => part !== null).join(' ')}</span>
      {entry.state === 'withdrawn' ? <span className="ribbon-state">{strings.ribbon.withdrawn}</span> : null}
      <time className="ribbon-time">{formatTime(entry.at, timeZone)}</time>
    </>
  )
  if (entry.open === null) {
    return (
      <div className="ribbon-row" data-state={entry.state === 'withdrawn' ? 'withdrawn' : 'hidden'}>
        {words}
      </div>
    )
  }
  return (
    <button
      type="button"
      className="ribbon-row"
      data-state={entry.masked && entry.state === 'standing' ? 'hidden' : entry.state}
      aria-current={isShown ? 'true' : undefined}
      title={strings.ribbon.reopen(digit)}
      onClick={onReopen}
    >
      {words}
    </button>
  )
}

import type { ReactNode } from 'react'
import type { Shown } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { describeItem, formatItem } from '../../src-shared/intake/describe-item.ts'
import { formatDate } from '../ui/format.ts'
import { CrossIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import type { CheckQuestion, ShownThing } from './desk-state.ts'
import { nameOfHint, nameOfKind } from './shown-things.ts'

interface ShownChipsProperties {
  readonly question: CheckQuestion
  readonly language: Language
  readonly onRemove: (thing: number) => void
}

/** What the patient has shown so far; each thing can be taken away again, which checks anew. */
export function ShownChips({ question, language, onRemove }: ShownChipsProperties): ReactNode {
  const strings = stringsOf(language)
  const { things, newborn } = question
  if (things.length === 0 && newborn === null) return null
  return (
    <ul className="shown-chips" aria-label={strings.box.shown}>
      {newborn === null ? null : <li className="shown-chip">{strings.newborn.child(formatDate(newborn.born, language))}</li>}
      {things.map((thing) => (
        <ShownChip key={thing.id} thing={thing} language={language} onRemove={() => onRemove(thing.id)} />
      ))}
      {newborn === null ? null : (
        <li className="shown-chip">
          <ChipWords thing={newborn.representative} language={language} />
        </li>
      )}
    </ul>
  )
}

interface ShownChipProperties {
  readonly thing: ShownThing
  readonly language: Language
  readonly onRemove: () => void
}

function ShownChip({ thing, language, onRemove }: ShownChipProperties): ReactNode {
  return (
    <li className="shown-chip">
      <ChipWords thing={thing} language={language} />
      <button
        type="button"
        className="chip-remove"
        onClick={onRemove}
        aria-label={stringsOf(language).box.removeShown(nameOfThing(thing, language))}
      >
        <CrossIcon />
      </button>
    </li>
  )
}

function ChipWords({ thing, language }: { readonly thing: ShownThing; readonly language: Language }): ReactNode {
  const text = thing.item === null ? null : formatItem(thing.item, language)
  return (
    <>
      <span className="chip-text">{text ?? typedText(thing)}</span>
      <span className="chip-kind">{nameOfThing(thing, language)}</span>
    </>
  )
}

function nameOfThing(thing: ShownThing, language: Language): string {
  const { shown, item } = thing
  if ('unread' in shown) return stringsOf(language).box[isScan(shown.unread) ? 'unreadScan' : 'unreadPicture']
  if (shown.as !== undefined) return nameOfHint(shown.as, language)
  return item === null ? nameOfKind(null, null, language) : describeItem(item, language)
}

/** What a scanner sent, as against a picture. */
function isScan(unread: Extract<Shown, { readonly unread: unknown }>['unread']): boolean {
  return unread === 'mangled' || unread === 'serial-noise' || unread === 'two-scans' || unread === 'nothing-read'
}

function typedText(thing: ShownThing): string | null {
  return 'text' in thing.shown ? thing.shown.text : null
}

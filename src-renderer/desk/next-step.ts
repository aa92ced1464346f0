import type { DeskQuestion, ShownThing } from './desk-state.ts'

/**
 * What must be asked before a shown thing can be checked, or null where nothing is. A thing that cannot be read at all is
 * checked as it is: «прочитано с ошибкой» is an answer, and the journal has it.
 */
export function nextStepFor(thing: ShownThing): DeskQuestion | null {
  const { item, shown } = thing
  if (item === null || 'unread' in shown || shown.confirmed === true) return null
  if (item.kind === 'several-candidates') return { kind: 'which-reading', shown, candidates: item.candidates }
  if ((item.kind === 'enp' || item.kind === 'mrz') && item.confirm) return { kind: 'confirm-item', thing }
  if (item.kind === 'unrecognised' && item.detail === 'document-kind-needed' && 'text' in shown && shown.as === undefined) {
    return { kind: 'what-is-this', text: shown.text, everyKind: false, ...(shown.scanned === true ? { scanned: true } : {}) }
  }
  return null
}

/** True for text that was not understood: saying what it is may help, for the shape does not tell. */
export function canSayKind(thing: ShownThing | undefined): boolean {
  return thing !== undefined && 'text' in thing.shown && thing.item?.kind === 'unrecognised' && /\d{3}/.test(thing.shown.text)
}

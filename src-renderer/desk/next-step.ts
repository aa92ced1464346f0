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
  if (item.kind === 'unrecognised' && 'text' in shown && shown.as === undefined && isUntellingNumber(shown.text, item.reason)) {
    return { kind: 'what-is-this', text: shown.text, everyKind: false }
  }
  return null
}

/** A number of some document whose shape does not tell which: short, with digits, and not simply unfinished or misread. */
function isUntellingNumber(text: string, reason: string): boolean {
  if (reason !== 'not-a-policy-code' && reason !== 'input-ambiguous') return false
  const plain = text.trim()
  return plain.length <= 25 && (plain.match(/\d/g) ?? []).length >= 3 && /^[\p{L}\d\s№.\-–/]+$/u.test(plain)
}

import { createHmac } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { CheckRequest } from '../../src-shared/contract.ts'
import type { CalendarDate } from '../../src-shared/calendar.ts'
import type { Item } from '../../src-shared/intake/item.ts'
import { assertNever } from '../../src-shared/result.ts'
import { documentKey } from '../../src-shared/identity/documents.ts'
import { nameKey } from '../../src-shared/identity/names.ts'
import { policyNumberKey } from '../../src-shared/policy/numbers.ts'

/** What a check asked, in the form that the journal may keep. */
export interface Question {
  /** Kinds of the items joined by `+`, or `newborn`. */
  readonly asked: string
  /** HMAC-SHA-256 over the normalised items; the same things shown in another order or spelling give the same hash. */
  readonly hash: Uint8Array
}

/**
 * The keyed hash of a question. Items are reduced to the keys by which registers are searched, so that `0000 000001` and
 * `00 00 000001` are one question; nothing that could not be read takes part, only the reason.
 */
export function questionOf(
  items: readonly Item[],
  newborn: CheckRequest['newborn'],
  representative: readonly Item[],
  key: KeyObject,
): Question {
  const lines = items.map(itemKey).toSorted()
  if (newborn !== null) lines.push(`newborn:${newborn.born}:${newborn.registered}`, ...representative.map((item) => `by:${itemKey(item)}`))
  const kinds = items.length === 0 ? 'nothing' : items.map((item) => item.kind).join('+')
  return { asked: newborn === null ? kinds : 'newborn', hash: keyedHash(key, 'question', lines.join('\n')) }
}

/** HMAC-SHA-256 of a text, with the purpose in the message so that hashes of different purposes never meet. */
export function keyedHash(key: KeyObject, purpose: string, text: string): Uint8Array {
  return createHmac('sha256', key).update(`${purpose}\n${text}`, 'utf8').digest()
}

/** The question itself, kept only to be asked again after the next register; the day of service is fixed to the day it was asked for. */
export function recheckText(request: CheckRequest, serviceDate: CalendarDate): string {
  return JSON.stringify({ ...request, serviceDate })
}

function itemKey(item: Item): string {
  switch (item.kind) {
    case 'enp':
      return `enp:${item.enp}`
    case 'policy-barcode':
      return `policy-barcode:${item.enp}:${names(item)}:${item.birthDate ?? ''}`
    case 'old-policy':
      return `old-policy:${policyNumberKey(item.series, item.number)}`
    case 'temporary-certificate':
    case 'uek-card':
      return `${item.kind}:${policyNumberKey(null, item.number)}`
    case 'document':
      return `document:${documentKey(item.type, item.series, item.number)}`
    case 'mrz':
      return `mrz:${documentKey(item.type, item.series, item.number)}:${names(item)}:${item.birthDate ?? ''}`
    case 'snils':
      return `snils:${item.snils}`
    case 'name-and-birth-date':
      return `name:${names(item)}:${item.birthDate}`
    case 'several-candidates':
      return `several-candidates:${item.candidates.map(itemKey).toSorted().join('|')}`
    case 'unrecognised':
      return `unrecognised:${item.reason}:${item.detail ?? ''}`
    default:
      return assertNever(item)
  }
}

function names(item: {
  readonly familyName: string | null
  readonly givenName: string | null
  readonly patronymic: string | null
}): string {
  return [item.familyName, item.givenName, item.patronymic].map((part) => nameKey(part) ?? '').join(' ')
}

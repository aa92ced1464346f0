import type { CalendarDate } from '../calendar.ts'
import { passportSeries, RUSSIAN_PASSPORT } from '../identity/documents.ts'
import { judgeSnils } from '../identity/snils.ts'
import { codedPart, hasEnpCheckDigit } from '../policy/enp.ts'
import type { Item, ItemWarning } from './item.ts'
import { unread } from './problem-detail.ts'
import type { ReadOptions } from './read-options.ts'

/** Sixteen digits as an ENP, or a named refusal (policy formats §3.4). Digits of a bank card stay an ENP with a warning. */
export function readEnp(enp: string, options: ReadOptions): Item {
  if (/^0+$/.test(enp)) return unread('misread', 'enp-zeros')
  const checked = hasEnpCheckDigit(enp)
  if (!checked && options.enpCheckDigit === 'refuse') return unread('misread', 'check-digit')
  const warnings = enpWarnings(enp, options.today)
  return { kind: 'enp', enp, confirm: false, warnings: checked ? warnings : ['enp-check-digit', ...warnings] }
}

/** Warnings about an ENP by itself. A coded birth date in the future is as unreadable as one that does not exist. */
export function enpWarnings(enp: string, today: CalendarDate): ItemWarning[] {
  const coded = codedPart(enp)
  const warnings: ItemWarning[] = []
  if (coded === null || coded.birthDate > today) warnings.push('enp-coded-part-unreadable')
  if (enp.startsWith('00')) warnings.push('enp-test-region')
  return warnings
}

/** Eleven digits: a СНИЛС, or what the receptionist read is the number of the blank (policy formats §4.2, §5.3). */
export function readSnils(digits: string, { meantAsSnils }: { readonly meantAsSnils: boolean }, options: ReadOptions): Item {
  switch (judgeSnils(digits)) {
    case 'valid':
      return { kind: 'snils', snils: digits, warnings: [] }
    case 'not-checkable':
      return options.uncheckableSnils === 'accept'
        ? { kind: 'snils', snils: digits, warnings: ['snils-not-checkable'] }
        : unread('blank-number', meantAsSnils ? 'snils-not-checkable' : 'blank-number')
    case 'zeros':
      return unread('blank-number', 'snils-zeros')
    case 'wrong':
      return unread('blank-number', meantAsSnils ? 'snils-check' : 'blank-number')
  }
}

/** Ten digits as the passport of a Russian citizen: series 4, number 6. */
export function readPassport(digits: string): Item {
  return { kind: 'document', type: RUSSIAN_PASSPORT, series: passportSeries(digits.slice(0, 4)), number: digits.slice(4), warnings: [] }
}

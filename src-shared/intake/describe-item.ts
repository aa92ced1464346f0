import texts from '../../resources/rules/item-texts.json' with { type: 'json' }
import type { CalendarDate } from '../calendar.ts'
import type { Language } from '../coverage/verdict.ts'
import { formatDocument } from '../identity/documents.ts'
import { documentTypeName } from '../identity/document-types.ts'
import { formatSnils } from '../identity/snils.ts'
import type { Item } from './item.ts'

/** Short words for the chip that tells what was recognised: «Полис · ЕНП», «Паспорт РФ», «СНИЛС». */
export function describeItem(item: Item, language: Language): string {
  if (item.kind === 'document') return documentTypeName(item.type, language)
  if (item.kind === 'enp' && item.confirm) return texts['enp-to-confirm'][language]
  return texts[item.kind][language]
}

/** What stands in the chip beside the words, in the usual writing; null where nothing usable was read. */
export function formatItem(item: Item, language: Language): string | null {
  switch (item.kind) {
    case 'policy-barcode':
    case 'name-and-birth-date':
      return namesAndDate(item, item.birthDate, language)
    case 'mrz':
      return `${formatDocument(item.type, item.series, item.number)} · ${namesAndDate(item, item.birthDate, language)}`
    case 'enp':
      return formatEnp(item.enp)
    case 'old-policy':
      return item.series === null ? item.number : `${item.series} № ${item.number}`
    case 'temporary-certificate':
    case 'uek-card':
      return item.number
    case 'document':
      return formatDocument(item.type, item.series, item.number)
    case 'snils':
      return formatSnils(item.snils)
    case 'several-candidates':
    case 'unrecognised':
      return null
  }
}

/** `0000 0000 0000 0000`. */
export function formatEnp(enp: string): string {
  return enp.replace(/(\d{4})(?=\d)/g, '$1 ')
}

function namesAndDate(
  names: { readonly familyName: string | null; readonly givenName: string | null; readonly patronymic: string | null },
  birthDate: CalendarDate | null,
  language: Language,
): string {
  const words = [names.familyName, names.givenName, names.patronymic].filter((part) => part !== null).join(' ')
  return birthDate === null ? words : `${words}, ${shortDate(birthDate, language)}`
}

function shortDate(date: CalendarDate, language: Language): string {
  const [year, month, day] = date.split('-')
  return language === 'ru' ? `${day}.${month}.${year}` : date
}

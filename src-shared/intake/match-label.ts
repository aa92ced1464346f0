import type { Item, KindHint } from './item.ts'
import { matchCertificate } from './match-certificate.ts'
import { matchDigits } from './match-digits.ts'
import { unread, wrongCount } from './problem-detail.ts'
import { readHinted } from './read-hinted.ts'
import { LONGEST_TYPED } from './read-options.ts'
import type { Matcher, ReadOptions, TypedText } from './read-options.ts'
import { readSnils } from './read-numbers.ts'
import { strangeDigits, withoutSeparators } from './typed-digits.ts'

type Label = KindHint | 'snils' | 'policy'

/** Words people type before a number, the longer ones first. */
const LABELS: readonly (readonly [RegExp, Label])[] = [
  [/^паспорт ссср/iu, 'document:1'],
  [/^(паспорт (иностранного гражданина|иностранный)|иностранный паспорт)/iu, 'document:9'],
  [/^(загран\.? ?паспорт|заграничный паспорт|паспорт заграничный)/iu, 'document:15'],
  [/^(паспорт|пасп\.?)( гражданина| гр\.)?( рф| россии| российской федерации)?/iu, 'document:14'],
  [/^(снилс|snils|страховой номер|страх\. номер|страховое свидетельство)/iu, 'snils'],
  [/^(временное свидетельство)/iu, 'temporary-certificate'],
  [/^(свидетельство|св-во|свид-во|свид\.|св\.|сор|с\/р)( о рождении| о рожд\.)?/iu, 'document:3'],
  [/^(старый полис|полис старого образца)/iu, 'old-policy'],
  [/^((страховой |медицинский )*полиса?( омс)?( единого образца)?|енп|enp|омс|единый номер полиса)/iu, 'policy'],
  [/^(карта уэк|уэк)/iu, 'uek-card'],
  [/^(вид на жительство|внж)/iu, 'document:11'],
  [/^(разрешение на временное проживание|рвп)/iu, 'document:23'],
  [/^(военный билет)/iu, 'document:7'],
]

/** «паспорт 0000 000000», «СНИЛС 112-233-445 95», «серия 0000 номер 000000»: the words say what the number is. */
export const matchLabel: Matcher = ({ raw, line }, options) => {
  if (line.length > LONGEST_TYPED) return null
  const plain = withoutSeriesWords(line)
  const labelled = takeLabel(plain)
  if (labelled !== null) return readLabelled(labelled.label, labelled.rest, { raw, line: labelled.rest }, options)
  const text = { raw, line: plain }
  return plain === line ? null : (matchDigits(text, options) ?? matchCertificate(text, options))
}

/** Reads a line as what the receptionist says it is; the same word typed before the number is dropped. */
export function readSaid(line: string, hint: KindHint): Item {
  const plain = withoutSeriesWords(line)
  const labelled = takeLabel(plain)
  return readHinted(labelled?.label === hint ? labelled.rest : plain, hint)
}

function takeLabel(plain: string): { readonly label: Label; readonly rest: string } | null {
  for (const [pattern, label] of LABELS) {
    const match = pattern.exec(plain)
    if (match === null || /^\p{L}/u.test(plain.slice(match[0].length))) continue
    return { label, rest: plain.slice(match[0].length).replace(/^[\s:№#.,-]+/u, '') }
  }
  return null
}

/** Drops «серия» and «номер» wherever they stand, and what a document says after its number about its issue. */
function withoutSeriesWords(line: string): string {
  return line
    .replace(/(?<=\d)[\s,.;]*(?<!\p{L})(выдано?|дата выдачи|код подразделения|к\/п)(?!\p{L}).*$/iu, '')
    .replace(/(?<!\p{L})(серия|сер\.|номер|ном\.)(?!\p{L})[\s:]*/giu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function readLabelled(label: Label, rest: string, text: TypedText, options: ReadOptions): Item | null {
  if (rest === '') return unread('input-incomplete', 'number-missing')
  const digits = withoutSeparators(rest)
  if (label === 'snils') return readSnilsDigits(digits, options)
  if (label === 'policy') {
    if (!/^[0-9]+$/.test(digits)) return strangeDigits(digits)
    return digits.length === 11 ? unread('blank-number', 'blank-number') : readPolicyDigits(digits, text, options)
  }
  // A sentence that merely begins with such a word is no number.
  return /\d/.test(rest) && rest.length <= 40 && !/\p{L}{4}/u.test(rest) ? readHinted(rest, label) : null
}

function readPolicyDigits(digits: string, text: TypedText, options: ReadOptions): Item | null {
  return [9, 14, 15, 16].includes(digits.length) ? matchDigits(text, options) : wrongCount('enp-digits', digits.length, 16)
}

function readSnilsDigits(digits: string, options: ReadOptions): Item | null {
  if (!/^[0-9]+$/.test(digits)) return strangeDigits(digits)
  if (digits.length === 10) return unread('input-incomplete', 'snils-lost-zero')
  return digits.length === 11 ? readSnils(digits, { meantAsSnils: true }, options) : wrongCount('snils-digits', digits.length, 11)
}

import type { IdentityDocument } from '../../../src-shared/register/person.ts'
import type { Random } from './random.ts'
import { addYears, dateText, dayNumberOf, type DayNumber } from './days.ts'
import type { Numbers } from './numbers.ts'

/** Before this day nobody had a Russian passport. */
const FIRST_PASSPORTS = dayNumberOf(1997, 10, 1)
const PASSPORT_AGES = [14, 20, 45] as const

/** Documents of a citizen: birth certificate or passports, the replaced ones too, each with a number of its own. */
export function citizenDocuments(random: Random, birth: DayNumber, today: DayNumber, numbers: Numbers): IdentityDocument[] {
  const passports = passportsOf(random, birth, today, numbers)
  if (passports.length === 0 || today < addYears(birth, 18)) return [birthCertificate(random, birth, today, numbers), ...passports]
  if (random.chance(0.004)) passports.push(temporaryIdentity(random, today, numbers))
  return passports
}

/** What a foreigner, refugee or stateless person is registered with; `until` is the end of the right to stay. */
export function foreignDocuments(
  random: Random,
  standing: Standing,
  from: DayNumber,
  until: DayNumber,
  today: DayNumber,
  numbers: Numbers,
): IdentityDocument[] {
  const status = until < today ? 'НСД' : 'ДПП'
  return standing.documents.map((type) => ({
    type,
    ...foreignNumber(type, random, numbers),
    issuedOn: dateText(from),
    expiresOn: type === 9 || type === 21 || type === 29 ? null : dateText(until),
    status: type === 9 || type === 21 ? 'ДПП' : status,
  }))
}

/** On what ground somebody who is no citizen stays, with the F011 documents of that ground. */
export interface Standing {
  readonly documents: readonly number[]
  /** Days for which it is usually given. */
  readonly days: number
}

const standings: readonly Standing[] = [
  { documents: [9, 11], days: 1826 },
  { documents: [9, 11], days: 1826 },
  { documents: [9, 23], days: 1095 },
  { documents: [9, 23], days: 1095 },
  { documents: [21, 11], days: 1826 },
  { documents: [22, 11], days: 1826 },
  { documents: [29, 9], days: 365 },
  { documents: [29, 9], days: 365 },
  { documents: [25], days: 365 },
  { documents: [12], days: 1095 },
  { documents: [10], days: 90 },
]

/** Draws a ground of stay. */
export function drawStanding(random: Random): Standing {
  return standings[random.below(standings.length)] ?? { documents: [9, 11], days: 1826 }
}

function passportsOf(random: Random, birth: DayNumber, today: DayNumber, numbers: Numbers): IdentityDocument[] {
  const issued: DayNumber[] = []
  for (const age of PASSPORT_AGES) {
    const due = addYears(birth, age)
    if (due > today) break
    const day = Math.max(due, FIRST_PASSPORTS + random.below(2000)) + random.between(5, 80)
    // A few never go for the passport of 20 or 45; the desk then tells them it is overdue.
    if (age > 14 && random.chance(0.03)) continue
    if (day <= today && (issued.at(-1) ?? 0) < day) issued.push(day)
  }
  const last = issued.at(-1)
  if (last !== undefined && last + 400 < today && random.chance(0.08)) issued.push(random.between(last + 200, today - 30))
  const kept = issued.filter((_, place) => place === issued.length - 1 || random.chance(0.6))
  return kept.map((day, place) => passport(day, place === kept.length - 1 ? 'ДПП' : 'НАП', numbers))
}

function passport(issued: DayNumber, status: string, numbers: Numbers): IdentityDocument {
  const { series, number } = numbers.passport()
  return { type: 14, series, number, issuedOn: dateText(issued), expiresOn: null, status }
}

function birthCertificate(random: Random, birth: DayNumber, today: DayNumber, numbers: Numbers): IdentityDocument {
  const issuedOn = dateText(Math.min(today, birth + random.between(3, 25)))
  if (random.chance(0.012)) {
    return { type: 24, series: null, number: numbers.nineDigits(), issuedOn, expiresOn: null, status: 'ДПП' }
  }
  return { type: 3, ...numbers.birthCertificate(), issuedOn, expiresOn: null, status: 'ДПП' }
}

function temporaryIdentity(random: Random, today: DayNumber, numbers: Numbers): IdentityDocument {
  const issued = today - random.between(1, 70)
  return {
    type: 13,
    series: null,
    number: numbers.nineDigits(),
    issuedOn: dateText(issued),
    expiresOn: dateText(issued + 60),
    status: 'ДПП',
  }
}

function foreignNumber(type: number, random: Random, numbers: Numbers): { series: string | null; number: string } {
  if (type === 25) return asylumNumber(numbers.nineDigits())
  if (type === 11 || type === 12 || type === 10) return { series: '00', number: numbers.nineDigits() }
  return { series: type === 9 && random.chance(0.5) ? 'ХХ' : null, number: numbers.nineDigits() }
}

/** Two letters and seven digits; the second letter counts the tens of millions. */
function asylumNumber(nineDigits: string): { series: string; number: string } {
  return { series: `Т${'УФХЦЧ'.charAt(Number(nineDigits.slice(0, 2)))}`, number: nineDigits.slice(2) }
}

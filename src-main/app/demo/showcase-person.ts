import type { IdentityDocument, Person, Policy, Representative } from '../../../src-shared/register/person.ts'
import { encodeEnp } from '../../../src-shared/policy/enp.ts'
import type { Sex } from '../../../src-shared/schema-pieces.ts'
import { DEMO_CLINIC_CODE } from './attachments.ts'
import { addYears, dateText, dayNumber, dayNumberOf, type DayNumber } from './days.ts'
import { DEMO_REGION, personId, snilsOf } from './numbers.ts'

/** The person at a place of the showcase (from 1): a covered citizen with a digital policy, the passport due at that age and the one before it, attached here. */
export function plainPerson(place: number, sex: Sex, names: string, born: string | DayNumber, today: DayNumber): Person {
  const [familyName = null, givenName = null, ...rest] = names.split(' ')
  const patronymic = rest.length === 0 ? null : rest.join(' ')
  const birthDate = typeof born === 'string' ? born : dateText(born)
  const enp = enpOf(birthDate, sex, place)
  const digital: Policy = {
    type: 'Ц',
    status: 'ДПП',
    enp,
    series: null,
    number: null,
    from: '2023-03-14',
    to: null,
    certificateTo: null,
    insurer: '00001',
    printedInsurer: null,
  }
  const birth = dayNumber(birthDate)
  return {
    id: personId(place),
    enp,
    formerEnps: [],
    familyName,
    givenName,
    patronymic,
    birthDate,
    dost: [],
    sex,
    snils: snilsOf(place),
    status: 'ДПП',
    deathDate: null,
    redirect: null,
    removed: null,
    contacts: 'present',
    policies: [digital],
    documents: showcasePassports(place, birth, today),
    attachments: [
      {
        areaType: '1',
        clinicCode: place % 7 === 3 ? '000002' : DEMO_CLINIC_CODE,
        area: String(1 + (place % 9)),
        from: dateText(Math.max(birth, dayNumberOf(2024, 1, 15))),
        to: null,
        status: 'ДПП',
      },
    ],
    representatives: [],
  }
}

/** Numbers are the place and 1 for the current, 0 for the former passport: the person of place 12 shows `00 00 000121`. */
function showcasePassports(place: number, birth: DayNumber, today: DayNumber): IdentityDocument[] {
  const due = [14, 20, 45].map((age) => addYears(birth, age)).filter((day) => day + 120 <= today)
  const current = due.at(-1)
  const former = due.at(-2)
  if (current === undefined) return []
  const passport = (day: DayNumber, last: number, status: string): IdentityDocument => ({
    type: 14,
    series: '00 00',
    number: String(place * 10 + last).padStart(6, '0'),
    issuedOn: dateText(Math.max(day + 15, dayNumberOf(1999, 2, 1))),
    expiresOn: null,
    status,
  })
  return former === undefined ? [passport(current, 1, 'ДПП')] : [passport(former, 0, 'НАП'), passport(current, 1, 'ДПП')]
}

/** A demo ENP with a serial below those of the mass. */
export function enpOf(birthDate: string, sex: Sex, serial: number): string {
  return encodeEnp({ region: DEMO_REGION, birthDate, sex, serial })
}

/** A valid open-ended policy of the first insurer. */
export function policyOf(person: Person, type: string, from: string): Policy {
  const printed = type === 'Ц' || type === 'Х' || type === 'М' ? null : '00001'
  return {
    type,
    status: 'ДПП',
    enp: person.enp,
    series: null,
    number: null,
    from,
    to: null,
    certificateTo: null,
    insurer: '00001',
    printedInsurer: printed,
  }
}

/** All policies of a person under another status. */
export function withStatus(person: Person, status: string): Policy[] {
  return person.policies.map((policy) => ({ ...policy, status }))
}

/** Somebody named in a child's record. */
export function representativeOf(person: Person): Representative {
  return { familyName: person.familyName, givenName: person.givenName, patronymic: person.patronymic, person: person.id }
}

/** A child: a birth certificate and a policy from the first weeks of life. */
export function childOf(person: Person, today: DayNumber): Partial<Person> {
  const birth = dayNumber(person.birthDate)
  const certificate: IdentityDocument = {
    type: 3,
    series: 'I-АА',
    number: `000${person.id.slice(-2)}0`,
    issuedOn: dateText(Math.min(today, birth + 8)),
    expiresOn: null,
    status: 'ДПП',
  }
  const from = dateText(Math.max(birth + 9, dayNumberOf(2012, 1, 1)))
  return { documents: [certificate], policies: person.policies.map((policy) => ({ ...policy, from })) }
}

/** Somebody who died on a day, policies ended with it. */
export function dead(person: Person, day: DayNumber): Partial<Person> {
  const date = dateText(day)
  return { status: 'НСН', deathDate: date, policies: person.policies.map((policy) => ({ ...policy, status: 'НСН', to: date })) }
}

/** Somebody registered with foreigners' documents whose right to stay, and so the policy, ends on a day. */
export function foreigner(person: Person, documents: readonly number[], until: DayNumber, today: DayNumber): Partial<Person> {
  const number = person.id.slice(-2)
  return {
    policies: person.policies.map((policy) => ({ ...policy, to: dateText(until) })),
    documents: documents.map((type) => ({
      type,
      series: type === 25 ? 'ТУ' : null,
      number: type === 25 ? `00000${number}` : `0000000${number}`,
      issuedOn: dateText(today - 300),
      expiresOn: type === 9 || type === 29 ? null : dateText(until),
      status: until < today && type !== 9 ? 'НСД' : 'ДПП',
    })),
  }
}

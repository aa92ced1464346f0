import type { Insurer, Person, Policy } from '../../src-shared/register/person.ts'

/** A valid digital policy of an invented person, open to both sides of the tests' dates. */
export function fakePolicy(changes: Partial<Policy> = {}): Policy {
  return {
    type: 'Ц',
    status: 'ДПП',
    enp: '0056410834000014',
    series: null,
    number: null,
    from: '2020-01-01',
    to: null,
    certificateTo: null,
    insurer: '00001',
    printedInsurer: '00001',
    ...changes,
  }
}

/** Иванов Иван Иванович, born 1985-03-15, insured; the synthetic person of the format descriptions. */
export function fakePerson(changes: Partial<Person> = {}): Person {
  return {
    id: '000000000001',
    enp: '0056410834000014',
    formerEnps: [],
    familyName: 'ИВАНОВ',
    givenName: 'ИВАН',
    patronymic: 'ИВАНОВИЧ',
    birthDate: '1985-03-15',
    dost: [],
    sex: 'male',
    snils: null,
    status: 'ДПП',
    deathDate: null,
    redirect: null,
    removed: null,
    contacts: 'not-carried',
    policies: [fakePolicy()],
    documents: [{ type: 14, series: '0000', number: '000001', issuedOn: '2005-04-01', expiresOn: null, status: 'ДПП' }],
    attachments: [],
    representatives: [],
    ...changes,
  }
}

export const fakeInsurer: Insurer = { code: '00001', name: 'СМО «Пример»', hotLine: '8 800 000-00-01', closedOn: null }

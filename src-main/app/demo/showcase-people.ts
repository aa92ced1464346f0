import type { Person } from '../../../src-shared/register/person.ts'
import type { Sex } from '../../../src-shared/schema-pieces.ts'
import { addYears, dateText, type DayNumber } from './days.ts'
import { childOf, dead, enpOf, foreigner, plainPerson, policyOf, representativeOf, withStatus } from './showcase-person.ts'

/**
 * The people that stand first in every demo register, each for one thing a desk meets. Their numbers never change; only what
 * must keep its distance from today (a child's age, an end of stay) moves with it.
 */
export function showcasePeople(today: DayNumber): ShowcasePeople {
  const people = new Map<ShowcaseRole, Person>()
  let place = 0
  const add = (role: ShowcaseRole, sex: Sex, names: string, born: string | DayNumber, change: Change = () => ({})) => {
    place += 1
    const plain = plainPerson(place, sex, names, born, today)
    const person: Person = { ...plain, ...change(plain) }
    people.set(role, person)
    return person
  }

  add('digital', 'female', 'КУЗНЕЦОВА МАРИЯ СЕРГЕЕВНА', '1988-04-12')
  add('paper', 'male', 'ПЕТРОВ АЛЕКСЕЙ НИКОЛАЕВИЧ', '1979-09-30', (person) => ({ policies: [policyOf(person, 'П', '2014-06-02')] }))
  add('paperFirst', 'male', 'ПРИМЕРОВ ПЁТР ПЕТРОВИЧ', '1958-02-17', (person) => ({ policies: [policyOf(person, 'П', '2011-08-15')] }))
  add('card', 'female', 'САФИНА АЛСУ РАВИЛЕВНА', '1992-11-05', (person) => ({ policies: [policyOf(person, 'Э', '2016-03-21')] }))
  add('uek', 'male', 'МИЛЛЕР ВИКТОР ЭДУАРДОВИЧ', '1971-07-08', (person) => ({
    policies: [{ ...policyOf(person, 'К', '2014-10-01'), number: '00000000000123' }],
  }))
  add('oldStyle', 'female', 'СОКОЛОВА АНТОНИНА ФЁДОРОВНА', '1941-01-22', (person) => ({
    policies: [{ ...policyOf(person, 'С', '2004-05-11'), enp: null, series: '000000', number: '0000000123' }],
  }))
  add('certificate', 'male', 'ТКАЧЕНКО ОЛЕГ ИГОРЕВИЧ', '1999-12-03', (person) => ({
    policies: [{ ...policyOf(person, 'В', dateText(today - 12)), number: '000000123', certificateTo: dateText(today + 33) }],
  }))
  add('electronicCertificate', 'female', 'ЛЕБЕДЕВА КСЕНИЯ РОМАНОВНА', '2001-03-19', (person) => ({
    policies: [
      { ...policyOf(person, 'Е', dateText(today - 5)), number: '000000124', to: dateText(today + 40), certificateTo: dateText(today + 40) },
    ],
  }))
  add('withoutPolicyDocument', 'male', 'ЦЫРЕНОВ БАТОР ДОРЖИЕВИЧ', '1985-06-25', (person) => ({
    policies: [{ ...policyOf(person, 'Х', dateText(today - 90)), to: dateText(today + 275) }],
  }))
  add('stateCentre', 'female', 'АКОПЯН КАРИНЕ АШОТОВНА', '1990-08-14', (person) => ({
    policies: [{ ...policyOf(person, 'М', dateText(today - 20)), to: dateText(today + 345) }],
  }))
  add('awaiting', 'female', 'ШМИДТ АННА ВИКТОРОВНА', '1983-10-09', (person) => ({
    policies: [{ ...policyOf(person, 'Ц', dateText(today - 3)), status: 'ДНП' }],
  }))

  const mother = add('mother', 'female', 'НОВИКОВА ЕЛЕНА ДМИТРИЕВНА', '1990-05-27')
  const father = add('father', 'male', 'НОВИКОВ ИЛЬЯ АНДРЕЕВИЧ', '1992-02-11')
  const parents = [mother, father].map(representativeOf)
  add('child', 'male', 'НОВИКОВ МАТВЕЙ ИЛЬИЧ', addYears(today - 100, -7), (person) => ({
    ...childOf(person, today),
    representatives: parents,
  }))
  add('almostFourteen', 'female', 'НОВИКОВА СОФИЯ ИЛЬИНИЧНА', addYears(today + 16, -14), (person) => ({
    ...childOf(person, today),
    representatives: parents,
  }))
  add('fifteen', 'male', 'НОВИКОВ МАКСИМ ИЛЬИЧ', addYears(today - 40, -15), (person) => ({
    ...childOf(person, today),
    representatives: parents,
  }))
  add('newborn', 'female', 'НОВИКОВА ЕВА ИЛЬИНИЧНА', today - 18, (person) => ({
    ...childOf(person, today),
    snils: null,
    representatives: parents,
    policies: [policyOf(person, 'Ц', dateText(today - 9))],
  }))

  add('conscript', 'male', 'ЗАХАРОВ ЕГОР ПАВЛОВИЧ', addYears(today - 200, -19), (person) => ({ policies: withStatus(person, 'НВС') }))
  add('serving', 'male', 'МАГОМЕДОВ РАСУЛ ГАДЖИЕВИЧ', '1994-01-30', (person) => ({ policies: withStatus(person, 'НПВ') }))
  add('dead', 'male', 'ВОРОБЬЁВ ИВАН СТЕПАНОВИЧ', '1944-03-03', (person) => dead(person, today - 34))
  add('diedToday', 'female', 'КОРОЛЁВА ЗИНАИДА ПЕТРОВНА', '1938-12-28', (person) => ({
    status: 'НСН',
    deathDate: dateText(today),
    policies: person.policies.map((policy) => ({ ...policy, to: dateText(today) })),
  }))
  add('deathUnconfirmed', 'male', 'ЖУРАВЛЁВ БОРИС ЛЬВОВИЧ', '1950-06-06', () => ({ status: 'НПП' }))

  const survivor = add('mergedInto', 'female', 'КРАСНОВА ОЛЬГА ЮРЬЕВНА', '1975-08-19', (person) => ({
    formerEnps: [enpOf(person.birthDate, 'female', FORMER_SERIAL)],
  }))
  add('merged', 'female', 'КРАСНОВА ОЛЬГА ЮРЬЕВНА', '1975-08-19', (person) => ({
    enp: survivor.formerEnps[0] ?? null,
    status: 'НАП',
    redirect: survivor.id,
    snils: null,
    policies: person.policies.map((policy) => ({ ...policy, enp: survivor.formerEnps[0] ?? null, status: 'НАП' })),
    attachments: [],
  }))
  add('redirectBroken', 'male', 'ГАЛКИН СТАНИСЛАВ ЮРЬЕВИЧ', '1968-04-04', () => ({ status: 'НАП', redirect: '009999999999' }))
  add('namesake', 'female', 'ИВАНОВА НАТАЛЬЯ ВЛАДИМИРОВНА', '1986-01-16')
  add('otherNamesake', 'female', 'ИВАНОВА НАТАЛЬЯ ВЛАДИМИРОВНА', '1986-01-16', (person) => ({
    policies: [policyOf(person, 'П', '2013-02-01')],
  }))
  add('twin', 'female', 'ЗАРИПОВА АМИНА ИЛЬДАРОВНА', addYears(today - 250, -5), (person) => childOf(person, today))
  add('otherTwin', 'female', 'ЗАРИПОВА АЗАЛИЯ ИЛЬДАРОВНА', addYears(today - 250, -5), (person) => childOf(person, today))

  add('twoPolicies', 'male', 'БЕЛОВ КИРИЛЛ АНТОНОВИЧ', '1996-09-09', (person) => ({
    policies: [policyOf(person, 'П', '2018-04-04'), { ...policyOf(person, 'Ц', dateText(today - 60)), insurer: '00003' }],
  }))
  add('replacedToday', 'female', 'ЮДИНА ВЕРА МАКСИМОВНА', '1981-07-21', (person) => ({
    policies: [
      { ...policyOf(person, 'П', '2015-01-12'), to: dateText(today) },
      { ...policyOf(person, 'Ц', dateText(today)), insurer: '00003' },
    ],
  }))
  add('leftThisCopy', 'male', 'ТИХОНОВ ГЛЕБ АРКАДЬЕВИЧ', '1984-02-29', () => ({
    removed: { reason: 'left-this-copy', on: dateText(today - 25) },
  }))
  add('withoutPolicy', 'male', 'ФИЛАТОВ РОМАН ОЛЕГОВИЧ', '1977-11-11', () => ({ policies: [] }))
  add('annulled', 'male', 'ГРИГОРЯН АРАМ ТИГРАНОВИЧ', '1969-05-05', (person) => ({ policies: withStatus(person, 'НАП') }))
  add('notConfirmed', 'female', 'ОСИПОВА ЮЛИЯ ВАДИМОВНА', '1998-08-08', (person) => ({ policies: withStatus(person, 'ННП') }))
  add('citizenshipEnded', 'male', 'КИМ СТАНИСЛАВ ВЛАДИМИРОВИЧ', '1972-10-10', (person) => ({
    policies: person.policies.map((policy) => ({ ...policy, status: 'НПГ', to: dateText(today - 50) })),
  }))

  add('residencePermit', 'male', 'КАРИМОВ ШЕРЗОД РУСТАМ УГЛИ', '1991-04-01', (person) => foreigner(person, [9, 11], today + 700, today))
  add('temporaryResidence', 'male', 'РАХМОНЗОДА ФИРУЗ', '1989-12-12', (person) => ({
    ...foreigner(person, [9, 23], today + 17, today),
    dost: [1],
  }))
  add('workerOfUnion', 'female', 'АСАНОВА АЙПЕРИ БАКЫТ КЫЗЫ', '1995-06-18', (person) => foreigner(person, [29, 9], today + 120, today))
  add('refugee', 'male', 'АЛЬ-ХАСАН АХМАД', '1980-01-01', (person) => ({ ...foreigner(person, [12], today + 400, today), dost: [1] }))
  add('refugeeApplicant', 'female', 'ДИАЛЛО АМИНАТА', '1993-03-08', (person) => ({
    ...foreigner(person, [10], today + 60, today),
    dost: [1],
  }))
  add('shelter', 'female', 'БОНДАРЕНКО ГАЛИНА ПЕТРОВНА', '1966-09-01', (person) => foreigner(person, [25], today + 200, today))
  add('foreignerExpired', 'male', 'МАМЕДОВ РАШИД АЛИ ОГЛЫ', '1978-05-15', (person) => ({
    ...foreigner(person, [9, 23], today - 12, today),
    policies: [{ ...policyOf(person, 'Ц', dateText(today - 400)), status: 'НСД', to: dateText(today - 12) }],
  }))
  add('foreignerWithoutEnd', 'female', 'НГУЕН ТХИ ХОА', '1987-07-07', (person) => ({
    ...foreigner(person, [9, 23], today + 500, today),
    policies: [policyOf(person, 'Ц', '2024-02-02')],
  }))

  add('married', 'female', 'ОРЛОВА ДАРЬЯ АЛЕКСЕЕВНА', '1997-03-25', (person) => ({ policies: [policyOf(person, 'П', '2015-04-20')] }))
  add('passportReplaced', 'male', 'МЕДВЕДЕВ АРТЁМ ДЕНИСОВИЧ', '1993-10-02')
  add('passportOverdue', 'female', 'СИДОРОВА ИННА ВАЛЕРЬЕВНА', addYears(today - 110, -45))
  add('otherInsurer', 'male', 'ГУСЕВ ВЯЧЕСЛАВ ЕВГЕНЬЕВИЧ', '1964-12-24', (person) => ({
    policies: [{ ...policyOf(person, 'П', '2012-09-17'), insurer: '00002', printedInsurer: '00006' }],
  }))
  add('endsSoon', 'female', 'ХАСАНОВА МАДИНА АПТИЕВНА', '2000-02-20', (person) => ({
    policies: [{ ...policyOf(person, 'Ц', '2023-09-01'), to: dateText(today + 9) }],
  }))
  add('longName', 'female', 'ПРЕДТЕЧЕНСКАЯ-БЛАГОВЕЩЕНСКАЯ АЛЕКСАНДРА-ЕЛИЗАВЕТА КОНСТАНТИНОВНА', '1982-02-02', (person) => ({
    policies: [policyOf(person, 'П', '2019-01-01')],
  }))
  add('withoutPatronymic', 'female', 'ОГАЙ СОФИЯ', '1996-05-30', () => ({ dost: [1] }))
  add('birthDayUnknown', 'female', 'КУРБАНМАГОМЕДОВА ПАТИМАТ ОМАРОВНА', '1936-07-01', () => ({ birthDate: '1936-07-00', dost: [4] }))

  return Object.fromEntries(people) as ShowcasePeople
}

/** A serial that no showcase person has by place. */
const FORMER_SERIAL = 99

export const showcaseRoles = [
  'digital',
  'paper',
  'paperFirst',
  'card',
  'uek',
  'oldStyle',
  'certificate',
  'electronicCertificate',
  'withoutPolicyDocument',
  'stateCentre',
  'awaiting',
  'mother',
  'father',
  'child',
  'almostFourteen',
  'fifteen',
  'newborn',
  'conscript',
  'serving',
  'dead',
  'diedToday',
  'deathUnconfirmed',
  'mergedInto',
  'merged',
  'redirectBroken',
  'namesake',
  'otherNamesake',
  'twin',
  'otherTwin',
  'twoPolicies',
  'replacedToday',
  'leftThisCopy',
  'withoutPolicy',
  'annulled',
  'notConfirmed',
  'citizenshipEnded',
  'residencePermit',
  'temporaryResidence',
  'workerOfUnion',
  'refugee',
  'refugeeApplicant',
  'shelter',
  'foreignerExpired',
  'foreignerWithoutEnd',
  'married',
  'passportReplaced',
  'passportOverdue',
  'otherInsurer',
  'endsSoon',
  'longName',
  'withoutPatronymic',
  'birthDayUnknown',
] as const
export type ShowcaseRole = (typeof showcaseRoles)[number]
export type ShowcasePeople = Readonly<Record<ShowcaseRole, Person>>

type Change = (person: Person) => Partial<Person>

import { covered, type Scene } from './scene.ts'
import type { ShowcasePeople, ShowcaseRole } from './showcase-people.ts'
import { documentShown, documentText, mrzText } from './showcase-shown.ts'

const BIRTH_CERTIFICATE = 3

/** What is typed and ends in green. */
export function coveredScenes(people: ShowcasePeople): readonly Scene[] {
  const enp = (role: ShowcaseRole) => people[role].enp ?? ''
  const passport = (role: ShowcaseRole) => documentText(people[role], 14)
  const certificate = (role: ShowcaseRole) => documentText(people[role], BIRTH_CERTIFICATE)

  return [
    covered('passport', 'Паспорт РФ', 'Russian passport', ['mother'], 'digital-policy', { text: passport('mother') }),
    covered('passport-zone', 'Машиночитаемая зона паспорта', 'Machine-readable zone of a passport', ['father'], 'digital-policy', {
      text: mrzText(people.father),
    }),
    covered('birth-certificate', 'Свидетельство о рождении, 7 лет', 'Birth certificate, age 7', ['child'], 'digital-policy', {
      text: certificate('child'),
    }),
    covered('almost-fourteen', 'Скоро 14 лет', 'Turns 14 soon', ['almostFourteen'], 'digital-policy', {
      text: certificate('almostFourteen'),
    }),
    covered(
      'fifteen-with-policy',
      'В 15 лет: свидетельство и полис',
      'At 15: birth certificate and policy',
      ['fifteen'],
      'digital-policy',
      { text: certificate('fifteen') },
      { text: enp('fifteen') },
    ),
    covered('newborn', 'Младенец уже в регистре', 'A baby already in the register', ['newborn'], 'digital-policy', {
      text: certificate('newborn'),
    }),
    covered('old-style-policy', 'Полис старого образца', 'Old-style policy', ['oldStyle'], 'old-style-policy', {
      text: '000000 0000000123',
      as: 'old-policy',
    }),
    covered('temporary-certificate', 'Временное свидетельство', 'Temporary certificate', ['certificate'], 'temporary-certificate', {
      text: '000000123',
    }),
    covered(
      'electronic-certificate',
      'Электронное временное свидетельство',
      'Electronic temporary certificate',
      ['electronicCertificate'],
      'temporary-certificate',
      { text: '000000124' },
    ),
    covered('uek-policy', 'Карта УЭК', 'УЭК card', ['uek'], 'uek-policy', { text: '00000000000123', as: 'uek-card' }),
    covered(
      'on-the-register',
      'На учёте без полиса',
      'On the register without a policy',
      ['withoutPolicyDocument'],
      'registered-without-policy',
      {
        text: passport('withoutPolicyDocument'),
      },
    ),
    covered('state-centre', 'На учёте через МФЦ', 'On the register through a state centre', ['stateCentre'], 'mfc-state', {
      text: passport('stateCentre'),
    }),
    covered('awaiting', 'Полис ждёт подтверждения', 'Policy awaiting confirmation', ['awaiting'], 'digital-policy', {
      text: enp('awaiting'),
    }),
    covered('twin', 'Двойняшка', 'A twin', ['twin', 'otherTwin'], 'digital-policy', { text: certificate('twin') }),
    covered('died-today', 'Дата смерти сегодня', 'Death today', ['diedToday'], 'digital-policy', { text: enp('diedToday') }),
    covered('merged', 'Запись объединена с другой', 'Record merged into another', ['mergedInto', 'merged'], 'digital-policy', {
      text: enp('merged'),
    }),
    covered('replaced-today', 'Полис сменился сегодня', 'Policy replaced today', ['replacedToday'], 'digital-policy', {
      text: enp('replacedToday'),
    }),
    covered(
      'residence-permit',
      'Иностранец: паспорт и вид на жительство',
      'Foreigner: passport and residence permit',
      ['residencePermit'],
      'digital-policy',
      documentShown(people.residencePermit, 9),
      documentShown(people.residencePermit, 11),
    ),
    covered(
      'stay-ends-soon',
      'Иностранец, срок скоро кончится',
      'Foreigner, the term ends soon',
      ['temporaryResidence'],
      'digital-policy',
      {
        text: enp('temporaryResidence'),
      },
    ),
    covered(
      'worker-of-union',
      'Работник из ЕАЭС: договор и паспорт',
      'Worker of the union: contract and passport',
      ['workerOfUnion'],
      'digital-policy',
      documentShown(people.workerOfUnion, 29),
      documentShown(people.workerOfUnion, 9),
    ),
    covered('refugee', 'Удостоверение беженца', 'Refugee’s certificate', ['refugee'], 'digital-policy', documentShown(people.refugee, 12)),
    covered(
      'refugee-applicant',
      'Ходатайство о признании беженцем',
      'Application for refugee status',
      ['refugeeApplicant'],
      'digital-policy',
      documentShown(people.refugeeApplicant, 10),
    ),
    covered('shelter', 'Временное убежище', 'Temporary asylum', ['shelter'], 'digital-policy', documentShown(people.shelter, 25)),
    covered('passport-overdue', 'Паспорт пора менять', 'Passport overdue', ['passportOverdue'], 'digital-policy', {
      text: passport('passportOverdue'),
    }),
    covered('other-insurer', 'Другой страховщик', 'Another insurer', ['otherInsurer'], 'paper-policy', { text: enp('otherInsurer') }),
    covered('ends-soon', 'Полис скоро кончится', 'Policy ends soon', ['endsSoon'], 'digital-policy', { text: enp('endsSoon') }),
    covered('without-patronymic', 'Без отчества', 'Without a patronymic', ['withoutPatronymic'], 'digital-policy', {
      text: passport('withoutPatronymic'),
    }),
    covered('birth-day-unknown', 'День рождения неизвестен', 'Birth day unknown', ['birthDayUnknown'], 'digital-policy', {
      text: enp('birthDayUnknown'),
    }),
  ]
}

import { encodeEnp } from '../../../src-shared/policy/enp.ts'
import { dateText, type DayNumber } from './days.ts'
import { DEMO_REGION } from './numbers.ts'
import { scene, type Scene } from './scene.ts'
import type { ShowcasePeople, ShowcaseRole } from './showcase-people.ts'
import { dayText, documentText, misread, nameText } from './showcase-shown.ts'

/** Nobody of the register, and of no showcase place. */
const STRANGER = encodeEnp({ region: DEMO_REGION, birthDate: '1971-01-31', sex: 'male', serial: 98 })
/** A valid check digit, and digits 3–10 that are no date: shaped like a bank card. */
const BANK_CARD = '4000000000000002'
/** Eleven digits whose check is no СНИЛС's. */
const BLANK_NUMBER = '99000000000'
const BIRTH_CERTIFICATE = 3

/** What is typed and ends otherwise. */
export function otherScenes(people: ShowcasePeople, today: DayNumber): readonly Scene[] {
  const enp = (role: ShowcaseRole) => people[role].enp ?? ''
  const passport = (role: ShowcaseRole) => documentText(people[role], 14)
  const certificate = (role: ShowcaseRole) => documentText(people[role], BIRTH_CERTIFICATE)
  const name = (role: ShowcaseRole) => nameText(people[role])

  return [
    scene(
      'fifteen-certificate',
      'Свидетельство о рождении в 15 лет',
      'Birth certificate at 15',
      ['fifteen'],
      ['needs-a-look', 'document-not-sufficient'],
      { text: certificate('fifteen') },
    ),
    scene(
      'newborn-not-registered',
      'Младенца ещё нет в регистре (далее F6 и паспорт матери)',
      'A baby not in the register yet (then F6 and the mother’s passport)',
      [],
      ['not-checked', 'not-in-local-register'],
      { text: `НОВИКОВ ЛЕВ ИЛЬИЧ ${dayText(dateText(today - 6))}` },
    ),
    scene('snils', 'Только СНИЛС', 'СНИЛС only', ['digital'], ['needs-a-look', 'document-not-sufficient'], {
      text: people.digital.snils ?? '',
    }),
    scene('name', 'Имя и дата рождения', 'Name and birth date', ['digital'], ['needs-a-look', 'document-not-sufficient'], {
      text: name('digital'),
    }),
    scene('namesakes', 'Полные тёзки', 'Namesakes born the same day', ['namesake', 'otherNamesake'], ['needs-a-look', 'several-people'], {
      text: name('namesake'),
    }),
    scene('conscript', 'Полис приостановлен: призыв', 'Suspended: conscription', ['conscript'], ['not-covered', 'suspended-conscription'], {
      text: passport('conscript'),
    }),
    scene('serving', 'Полис приостановлен: служба', 'Suspended: service', ['serving'], ['not-covered', 'suspended-service'], {
      text: enp('serving'),
    }),
    scene('dead', 'В регистре есть дата смерти', 'The register holds a death', ['dead'], ['not-covered', 'death'], {
      text: passport('dead'),
    }),
    scene(
      'death-unconfirmed',
      'Смерть не подтверждена',
      'Death not confirmed',
      ['deathUnconfirmed'],
      ['needs-a-look', 'death-unconfirmed'],
      {
        text: enp('deathUnconfirmed'),
      },
    ),
    scene(
      'redirect-broken',
      'Объединённая запись потеряна',
      'Merged record lost',
      ['redirectBroken'],
      ['needs-a-look', 'redirect-broken'],
      {
        text: enp('redirectBroken'),
      },
    ),
    scene('two-policies', 'Два действующих полиса', 'Two active policies', ['twoPolicies'], ['needs-a-look', 'two-active-policies'], {
      text: enp('twoPolicies'),
    }),
    scene(
      'left-this-copy',
      'Выбыл из этой копии регистра',
      'Left this copy',
      ['leftThisCopy'],
      ['not-checked', 'may-be-insured-elsewhere'],
      {
        text: enp('leftThisCopy'),
      },
    ),
    scene(
      'annulled',
      'Полис заменён или исправлен',
      'Policy replaced or corrected',
      ['annulled'],
      ['not-checked', 'may-be-insured-elsewhere'],
      {
        text: enp('annulled'),
      },
    ),
    scene(
      'without-policy',
      'В регистре, но без полиса',
      'In the register without a policy',
      ['withoutPolicy'],
      ['not-covered', 'no-policy-on-date'],
      {
        text: passport('withoutPolicy'),
      },
    ),
    scene('not-confirmed', 'Полис не подтверждён', 'Policy not confirmed', ['notConfirmed'], ['not-covered', 'not-confirmed'], {
      text: enp('notConfirmed'),
    }),
    scene('citizenship-ended', 'Прекращено гражданство', 'Citizenship ended', ['citizenshipEnded'], ['not-covered', 'citizenship-ended'], {
      text: enp('citizenshipEnded'),
    }),
    scene(
      'foreigner-expired',
      'Иностранец, срок истёк',
      'Foreigner, the term has passed',
      ['foreignerExpired'],
      ['not-covered', 'expired'],
      {
        text: enp('foreignerExpired'),
      },
    ),
    scene(
      'foreigner-without-end',
      'Иностранец без срока в регистре',
      'Foreigner without an end date',
      ['foreignerWithoutEnd'],
      ['needs-a-look', 'end-date-missing'],
      { text: enp('foreignerWithoutEnd') },
    ),
    scene(
      'passport-replaced',
      'Старый, заменённый паспорт',
      'An old, replaced passport',
      ['passportReplaced'],
      ['needs-a-look', 'document-not-sufficient'],
      { text: documentText(people.passportReplaced, 14, 'НАП') },
    ),
    scene(
      'two-people',
      'Полис и паспорт разных людей',
      'Policy and passport of different people',
      ['digital', 'father'],
      ['needs-a-look', 'evidence-conflicts'],
      { text: enp('digital') },
      { text: passport('father') },
    ),
    scene('unknown-person', 'Нет в копии регистра', 'Not in this copy', [], ['not-checked', 'not-in-local-register'], { text: STRANGER }),
    scene('misread', 'Номер прочитан с ошибкой', 'Number misread', [], ['not-checked', 'misread'], { text: misread(enp('digital')) }),
    scene('blank-number', 'Номер бланка вместо полиса', 'Blank number instead of the policy', [], ['not-checked', 'blank-number'], {
      text: BLANK_NUMBER,
    }),
    scene('bank-card', 'Похоже на банковскую карту', 'Looks like a bank card', [], ['not-checked', 'not-a-policy-code'], {
      text: BANK_CARD,
    }),
    scene(
      'wrong-layout',
      'Другая раскладка: имя и дата рождения',
      'Wrong keyboard layout: name and birth date',
      ['digital'],
      ['needs-a-look', 'document-not-sufficient'],
      { text: 'repytwjdf vfhbz cthuttdyf 12/04/1988' },
    ),
  ]
}

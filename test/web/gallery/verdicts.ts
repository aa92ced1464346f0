import type { Difference, Language, Outcome, Reason, Tone, Verdict, VerdictPerson } from '../../../src-shared/coverage/verdict.ts'
import { ivanov, verdictFixture } from '../../fakes/desk-fixtures.ts'

type Words = Readonly<Record<Language, string>>

const emergency: Words = {
  ru: 'Экстренная помощь оказывается без документов и независимо от результата.',
  en: 'Emergency care is given without documents and whatever the result.',
}

const noteStep: Words = {
  ru: 'Предложите обновить данные в страховой или на Госуслугах.',
  en: 'Advise to update the data at the insurer or Gosuslugi.',
}
const noteSay: Words = {
  ru: 'В регистре ваш прежний документ. Обновите данные в страховой, в МФЦ или на Госуслугах.',
  en: 'The register holds your former document. Please update it at the insurer, an MFC or Gosuslugi.',
}

interface Sketch {
  readonly outcome: Outcome
  readonly title: Words
  readonly summary: Words
  readonly next: Words
  readonly say: Words
  readonly reasons: readonly (readonly [Tone, string, Words])[]
  readonly parts?: Partial<Verdict>
  readonly inWords?: (language: Language) => Partial<Verdict>
}

function both(sketch: Sketch): Readonly<Record<Language, Verdict>> {
  return { ru: written(sketch, 'ru'), en: written(sketch, 'en') }
}

function written(sketch: Sketch, language: Language): Verdict {
  return verdictFixture({
    outcome: sketch.outcome,
    title: sketch.title[language],
    summary: sketch.summary[language],
    nextStep: sketch.next[language],
    say: sketch.say[language],
    reasons: sketch.reasons.map(([tone, code, words]): Reason => ({
      code,
      tone,
      rule: '7/fixture',
      legalBasis: '326-ФЗ, ст. 45; правила ОМС, приказ 108н, п. 28–30',
      params: {},
      text: words[language],
      nextStep: noteStep[language],
      say: noteSay[language],
    })),
    emergency: sketch.outcome === 'covered' ? null : emergency[language],
    language,
    ...sketch.parts,
    ...sketch.inWords?.(language),
  })
}

const fresh: Words = { ru: 'Данные на 22.11 03:10, 6 часов назад', en: 'Data as of 22 Nov 03:10, 6 hours ago' }
const surname: readonly Difference[] = [
  { field: 'familyName', presented: 'Петрова', register: 'Сидорова', result: 'different' },
  { field: 'givenName', presented: 'Анна', register: 'Анна', result: 'equal' },
  { field: 'patronymic', presented: null, register: 'Сергеевна', result: 'not-given' },
  { field: 'birthDate', presented: '1988-12-01', register: '1988-12-01', result: 'equal' },
]
const petrova: VerdictPerson = {
  ...ivanov,
  id: '2',
  familyName: 'Сидорова',
  givenName: 'Анна',
  patronymic: 'Сергеевна',
  birthDate: '1988-12-01',
  age: 37,
  sex: 'female',
}
const note = (ru: string, en: string): readonly [Tone, string, Words] => ['note', 'note', { ru, en }]
const unmatched: Partial<Verdict> = { person: null, match: null, policy: null, insurer: null, attachment: null }

/** Verdicts as the rules might give them, chosen to strain the layout. Keyed by scene. */
export const galleryVerdicts: Readonly<Record<string, Readonly<Record<Language, Verdict>>>> = {
  covered: both({
    outcome: 'covered',
    title: { ru: 'Застрахован', en: 'Covered' },
    summary: { ru: `Застрахован на 22.11.2026. ${fresh.ru}`, en: `Covered on 22 Nov 2026. ${fresh.en}` },
    next: { ru: 'Принять. Оплата — «Пример-Мед» (код 00001).', en: 'Admit. Bill “Primer-Med” (code 00001).' },
    say: {
      ru: 'Всё в порядке, полис действует. Приносить его в следующий раз необязательно: достаточно паспорта.',
      en: 'All is well, your policy is valid. You need not bring it next time: your passport is enough.',
    },
    reasons: [
      ['ok', 'digital-policy', { ru: 'Цифровой полис действует', en: 'The digital policy is valid' }],
      note('Прикреплён к нам', 'Attached to us'),
    ],
  }),
  notes: both({
    outcome: 'covered',
    title: { ru: 'Застрахована', en: 'Covered' },
    summary: {
      ru: 'Застрахована на 22.11.2026. Данные на 20.11 03:10, 54 часа назад',
      en: 'Covered on 22 Nov 2026. Data as of 20 Nov 03:10, 54 hours ago',
    },
    next: {
      ru: 'Сверьте: Константинопольская-Рождественская Александра-Виктория Апполинариевна-Магомедовна, 01.12.1988. Принять. Оплата — «Пример-Мед» (код 00001), хотя на полисе напечатано «Образец-Здоровье.',
      en: 'Compare: Константинопольская-Рождественская Александра-Виктория Апполинариевна-Магомедовна, 1 Dec 1988. Admit. Bill “Primer-Med” (code 00001), although the policy names “Obrazets-Zdorovye”.',
    },
    say: {
      ru: 'Полис действует. Паспорт пора заменить, и данные в регистре устарели: обновите их в страховой, МФЦ или на Госуслугах.',
      en: 'Your policy is valid. Your passport is due for replacement, and the register holds old data: update them at the insurer, an MFC or Gosuslugi.',
    },
    reasons: [
      ['ok', 'paper-policy', { ru: 'Бумажный полис действует', en: 'The paper policy is valid' }],
      note('Показан бумажный полис: менять его на цифровой не нужно', 'A paper policy was shown: it need not be exchanged'),
      note('Документ сменился: в регистре другой паспорт', 'The document changed: the register holds another passport'),
      note('Паспорт пора менять: 45 лет исполнилось больше 90 дней назад', 'The passport is due: the 45th birthday was over 90 days ago'),
      note('На полисе напечатана другая страховая', 'Another insurer is printed on the policy'),
      note('Прикрепление к другой медорганизации (000002)', 'Attached to another clinic (000002)'),
      note('В регистре нет телефона: напомните обновить контакты', 'The register has no telephone: remind to update contacts'),
      note('С прошлого посещения сменились страховая и фамилия', 'Insurer and surname changed since the last visit'),
      note('Данным больше суток', 'The data are more than a day old'),
    ],
    parts: {
      person: {
        ...ivanov,
        familyName: 'Константинопольская-Рождественская',
        givenName: 'Александра-Виктория',
        patronymic: 'Апполинариевна-Магомедовна',
        birthDate: '1981-07-00',
        age: 45,
        sex: 'female',
        representatives: [],
      },
      insurer: {
        code: '00001',
        name: 'Филиал общества с ограниченной ответственностью «Пример-Мед» в вымышленном регионе',
        hotLine: '8 800 000-00-01',
        closedOn: null,
      },
      attachment: { areaType: '1', clinicCode: '000002', area: '17', from: '2019-02-01', to: '2027-02-01', status: 'ДПП' },
      policy: { type: 'П', status: 'ДПП', enp: '0056410834000014', series: null, number: null, from: '2014-02-01', to: null },
    },
  }),
  'not-covered': both({
    outcome: 'not-covered',
    title: { ru: 'Полис приостановлен', en: 'Policy suspended' },
    summary: { ru: `Приостановлен (служба) на 22.11.2026. ${fresh.ru}`, en: `Suspended (service) on 22 Nov 2026. ${fresh.en}` },
    next: {
      ru: 'Плановый приём по ОМС невозможен. Предложить помощь по линии ведомства или узнать, не уволен ли пациент.',
      en: 'No planned visit under OMS. Offer the department’s own medical service, or ask whether the service has ended.',
    },
    say: {
      ru: 'Ваш полис приостановлен на время службы. Если служба закончилась, страховая возобновит его по телефону 8 800 000-00-01.',
      en: 'Your policy is suspended during service. If your service has ended, the insurer will resume it: 8 800 000-00-01.',
    },
    reasons: [
      ['stop', 'suspended-service', { ru: 'Полис приостановлен (служба) с 01.10.2026', en: 'Policy suspended (service) from 1 Oct 2026' }],
    ],
    parts: {
      person: { ...ivanov, familyName: 'Тестов', givenName: 'Пётр', patronymic: 'Сергеевич', birthDate: '2004-06-02', age: 22 },
      policy: { type: 'Ц', status: 'НПВ', enp: '0098899798000012', series: null, number: null, from: '2023-01-01', to: '2026-10-01' },
      attachment: null,
    },
  }),
  differs: both({
    outcome: 'needs-a-look',
    title: { ru: 'Нужна проверка', en: 'Needs a look' },
    summary: { ru: `Фамилия отличается. ${fresh.ru}`, en: `The family name differs. ${fresh.en}` },
    next: {
      ru: 'Посмотреть паспорт, стр. 18: прежняя фамилия. Если это тот же человек — нажать F8.',
      en: 'Look at page 18 of the passport for the former name. If it is the same person, press F8.',
    },
    say: {
      ru: 'Фамилия в регистре старая. Обновите её в страховой, МФЦ или на Госуслугах — иначе в другом городе откажут.',
      en: 'The register holds your former name. Update it at the insurer, an MFC or Gosuslugi, or you may be refused elsewhere.',
    },
    reasons: [
      [
        'look',
        'surname-changed',
        { ru: 'Похоже на смену фамилии: всё остальное совпало', en: 'It looks like a change of name: all else is equal' },
      ],
    ],
    parts: { person: petrova, confirmable: true, match: { key: 'enp', compared: ['givenName', 'birthDate'], differences: [...surname] } },
    inWords: (language) => ({
      underlying: {
        outcome: 'covered',
        code: 'digital-policy',
        text: language === 'ru' ? 'У найденной записи действует цифровой полис.' : 'The record found has a valid digital policy.',
      },
    }),
  }),
  candidates: both({
    outcome: 'needs-a-look',
    title: { ru: 'Нужна проверка', en: 'Needs a look' },
    summary: {
      ru: `Найдены трое с таким именем и датой рождения. ${fresh.ru}`,
      en: `Three people have this name and birth date. ${fresh.en}`,
    },
    next: {
      ru: 'Сверить ЕНП или попросить документ и выбрать из списка.',
      en: 'Compare the ENP or ask for a document, then choose from the list.',
    },
    say: {
      ru: 'В регистре несколько человек с таким именем. Покажите, пожалуйста, полис или СНИЛС.',
      en: 'Several people have this name. Please show your policy or SNILS.',
    },
    reasons: [['look', 'several-people', { ru: 'Подходят несколько человек', en: 'Several people fit' }]],
    parts: {
      ...unmatched,
      candidates: [
        ivanov,
        { ...ivanov, id: '3', enp: '0056410834000022', representatives: [] },
        { ...petrova, id: '4', enp: null, birthDate: '1985-00-00', age: null },
      ],
    },
  }),
  'not-checked': both({
    outcome: 'not-checked',
    title: { ru: 'Не проверено', en: 'Not checked' },
    summary: {
      ru: 'Прочитано верно, но в копии регистра такого человека нет. Копия на 22.11 03:10, 6 часов назад',
      en: 'Read correctly, but nobody in the register copy fits. Copy as of 22 Nov 03:10, 6 hours ago',
    },
    next: {
      ru: 'Спросить паспорт и проверить по нему. Не найдётся — принять по решению старшего.',
      en: 'Ask for the passport and check by it. If nobody is found, admit as your senior decides.',
    },
    say: {
      ru: 'Сейчас не могу проверить полис. Покажите, пожалуйста, паспорт.',
      en: 'I cannot check the policy right now. Please show your passport.',
    },
    reasons: [
      [
        'unknown',
        'not-in-local-register',
        { ru: 'Полис, оформленный после 22.11 03:10, здесь ещё не виден', en: 'A policy made after 22 Nov 03:10 is not seen here yet' },
      ],
      note(
        'Это не отказ: отсутствие в копии ничего не говорит о страховании',
        'This is no refusal: absence from the copy says nothing about coverage',
      ),
    ],
    parts: unmatched,
  }),
  'too-old': both({
    outcome: 'not-checked',
    title: { ru: 'Не проверено', en: 'Not checked' },
    summary: { ru: 'Данные слишком старые: на 17.11 03:10, 5 дней назад', en: 'The data are too old: as of 17 Nov 03:10, 5 days ago' },
    next: {
      ru: 'Сообщить администратору: копия регистра не обновляется. Принять по решению старшего.',
      en: 'Tell the administrator that the register copy is not updated. Admit as your senior decides.',
    },
    say: { ru: 'Сейчас не могу проверить полис: данные устарели.', en: 'I cannot check the policy now: our data are out of date.' },
    reasons: [['unknown', 'register-too-old', { ru: 'Копии регистра больше 96 часов', en: 'The register copy is over 96 hours old' }]],
    parts: { asOf: '2026-11-17T00:10:00Z' },
    inWords: (language) => ({
      lastKnown: {
        outcome: 'covered',
        code: 'digital-policy',
        text: language === 'ru' ? 'Был застрахован: цифровой полис, «Пример-Мед».' : 'Was covered: digital policy, “Primer-Med”.',
        asOf: '2026-11-17T00:10:00Z',
      },
    }),
  }),
  newborn: both({
    outcome: 'not-checked',
    title: { ru: 'Не проверено', en: 'Not checked' },
    summary: { ru: `В копии регистра такого ребёнка нет. ${fresh.ru}`, en: `No such child in the register copy. ${fresh.en}` },
    next: { ru: 'Задать вопрос о новорождённом: F6.', en: 'Ask the newborn’s question: F6.' },
    say: { ru: 'Покажите, пожалуйста, полис или паспорт мамы.', en: 'Please show the mother’s policy or passport.' },
    reasons: [
      [
        'unknown',
        'not-in-local-register',
        { ru: 'Новорождённого может ещё не быть в регистре', en: 'A newborn may not be in the register yet' },
      ],
    ],
    parts: { ...unmatched, newbornOffered: true },
  }),
  misread: both({
    outcome: 'not-checked',
    title: { ru: 'Прочитано с ошибкой', en: 'Misread' },
    summary: { ru: `Контрольная цифра ЕНП не сходится. ${fresh.ru}`, en: `The check digit of the ENP is wrong. ${fresh.en}` },
    next: { ru: 'Сканировать ещё раз или набрать номер заново.', en: 'Scan again or type the number anew.' },
    say: { ru: 'Секунду, номер прочитался с ошибкой.', en: 'One moment, the number was misread.' },
    reasons: [['unknown', 'misread', { ru: 'Прочитано с ошибкой: контрольная цифра', en: 'Misread: check digit' }]],
    parts: unmatched,
  }),
}

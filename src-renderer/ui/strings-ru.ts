import { russianCameraStrings } from './strings-camera-ru.ts'
import { russianChangesStrings } from './strings-changes-ru.ts'
import { russianScannerStrings } from './strings-scanner-ru.ts'
import { russianStationStrings } from './strings-station-ru.ts'
import { russianUpdatesStrings } from './strings-updates-ru.ts'

/** Every text of the screen in Russian; the shape of the table, which `strings-en.ts` must fill completely. */
export const russianStrings = {
  product: 'Полис·Стойка',
  documentTitle: 'Полис·Стойка: проверка полиса ОМС',

  box: {
    label: 'Полис, документ, СНИЛС или имя и дата рождения пациента',
    placeholder: 'Отсканируйте, вставьте или наберите — полис, документ, СНИЛС, имя и дату рождения',
    placeholderAdding: 'Что ещё показал этот же пациент?',
    placeholderNewborn: 'Полис или документ родителя',
    clear: 'очистить',
    check: 'проверить',
    whatIsThis: 'что это?',
    adding: 'Тот же пациент',
    newborn: 'Представитель',
    shown: 'Показано',
    removeShown: (what: string) => `Убрать: ${what}`,
    checking: 'Проверяем…',
    readingPicture: 'Ищем код на картинке…',
    dropHere: 'Отпустите картинку с кодом — программа его прочитает',
    unreadPicture: 'Картинка без кода',
    unreadScan: 'Скан с потерями',
    code: 'Код с картинки',
  },

  kinds: {
    'policy-barcode': 'Бумажный полис',
    enp: 'Полис · ЕНП',
    'old-policy': 'Полис старого образца',
    'temporary-certificate': 'Временное свидетельство',
    'uek-card': 'Карта УЭК',
    document: 'Документ',
    snils: 'СНИЛС',
    mrz: 'Паспорт РФ',
    'name-and-birth-date': 'Имя и дата рождения',
    'several-candidates': 'Читается по-разному',
    unrecognised: 'Не распознано',
  },

  verdict: {
    region: 'Ответ',
    stale: 'Предыдущий пациент',
    outdated: 'Регистр с тех пор сменился',
    outdatedStep: 'Нажмите Enter: программа ответит по регистру, который загружен сейчас.',
    whatToDo: 'Что делать',
    whatToSay: 'Что сказать',
    birthDate: 'Дата рождения',
    policy: 'Полис',
    insurer: 'Страховая',
    attachment: 'Прикрепление',
    representative: 'Представитель',
    male: 'мужчина',
    female: 'женщина',
    unnamed: 'Имя в регистре не указано',
    insurerCode: (code: string) => `код ${code}`,
    hotLine: 'горячая линия',
    since: (date: string) => `с ${date}`,
    until: (date: string) => `по ${date}`,
    attachedHere: 'к нам',
    attachedElsewhere: (clinic: string) => `к другой, код ${clinic}`,
    attachedTo: (clinic: string) => `код ${clinic}`,
    area: (area: string) => `участок ${area}`,
    policyStatus: (code: string) => `статус ${code}`,
    notes: 'На заметку',
    read: 'Что прочитано',
    underlying: 'Что видно в копии, но не как ответ',
    lastKnown: (when: string) => `Последнее известное, на ${when}`,
    agrees: (fields: string) => `Сверено, совпадает: ${fields}`,
    fieldsCompared: { familyName: 'фамилия', givenName: 'имя', patronymic: 'отчество', birthDate: 'дата рождения' },
    source: { cache: 'копия регистра', online: 'регистр на связи', demo: 'демо-регистр', loaded: 'загруженная копия' },
    outcome: {
      covered: 'застрахован',
      'not-covered': 'не застрахован',
      'needs-a-look': 'нужна проверка',
      'not-checked': 'не проверено',
    },
  },

  scanner: russianScannerStrings,

  guard: {
    'read-badly': 'Прочитано плохо',
    'not-a-policy': 'Это не код полиса',
    'not-in-copy': 'Прочитано, в копии регистра нет',
  },

  differences: {
    caption: 'Показано и записано в регистре',
    question: 'Это один человек?',
    field: 'Что сравнено',
    presented: 'Показано',
    register: 'В регистре',
    notGiven: 'не названо',
    fields: { familyName: 'Фамилия', givenName: 'Имя', patronymic: 'Отчество', birthDate: 'Дата рождения' },
    results: { equal: 'совпадает', partly: 'сверено частично', different: 'отличается', 'not-given': 'сравнить не с чем' },
  },

  candidates: {
    question: 'Кто из них перед вами?',
    enp: (enp: string) => `ЕНП ${enp}`,
    noEnp: 'без ЕНП',
  },

  samePerson: {
    button: 'Тот же человек',
    question: 'Почему это тот же человек?',
    reasons: {
      'name-changed': 'Имя или фамилия изменены, видел подтверждение',
      spelling: 'Разное написание одного имени',
      'typing-error-in-register': 'Опечатка в регистре, документ у меня в руках',
      'other-document-seen': 'Видел другой документ с этими данными',
    },
  },

  actions: {
    again: 'Проверить снова',
    next: 'Следующий',
    more: 'Показано ещё',
    newborn: 'Это новорождённый',
    whatIsThis: 'Что это за номер',
    cancel: 'Отмена',
    close: 'Закрыть',
    hidesIn: (time: string) => `данные скроются через ${time}`,
  },

  question: {
    whatIsThis: 'Что это?',
    whatIsThisHint: (text: string) => `По виду номера «${text}» не понять, какой это документ.`,
    whichReading: 'Номер читается по-разному. Что перед вами?',
    whichCode: 'Показано несколько кодов. Какой проверить?',
    confirmNumber: (number: string) => `В коде найден номер ${number}`,
    confirmNumberHint: 'Сам код — не полис, поэтому программа спрашивает. Проверить по этому номеру?',
    confirmName: (name: string) => `Прочитано: ${name}`,
    confirmNameHint: 'Имя могло прочитаться с ошибкой. Сверьте его с паспортом. Верно?',
    yes: 'Да, проверить',
    no: 'Нет, это не то',
    moreKinds: 'Другие документы',
    asIs: 'Ничего из этого: проверить как есть',
    oldPolicy: 'Полис старого образца (до мая 2011 года)',
    temporaryCertificate: 'Временное свидетельство, 9 цифр',
    uekCard: 'Универсальная электронная карта (УЭК)',
    digitHint: 'Нажмите цифру. Новый скан примется и так.',
  },

  newborn: {
    title: 'Новорождённый',
    explain: 'Ребёнка ещё может не быть в регистре. Тогда ответ даёт полис матери, отца или опекуна.',
    born: 'Дата рождения ребёнка',
    bornHint: 'дд.мм.гггг',
    registered: 'Рождение в ЗАГСе',
    registeredOn: 'зарегистрировано',
    registeredDate: 'Дата регистрации',
    notYet: 'ещё нет',
    unknown: 'не знают',
    showNext: 'Теперь покажите в общее поле документ или полис представителя.',
    badDate: 'Такой даты нет. Пример: 05.11.2026',
    incomplete: 'Сначала укажите даты в карточке «Новорождённый»: без них ответа нет.',
    child: (date: string) => `Новорождённый, ${date}`,
  },

  camera: russianCameraStrings,

  changes: russianChangesStrings,

  ribbon: {
    title: 'Последние проверки',
    empty: 'Здесь будут последние десять проверок.',
    reopen: (position: string) => `Открыть, Alt+${position}`,
    ofRepresentative: (name: string) => `Новорождённый (${name})`,
    withdrawn: 'отозвана',
    undo: 'Отозвать последнюю',
    withdrawDone: (time: string) => `Проверка в ${time} отозвана. В журнале остались обе записи.`,
    withdrawFailed: 'Отозвать не удалось: проверка осталась в журнале как есть. Повторите Ctrl+Z.',
  },

  status: {
    region: 'Состояние',
    ready: 'Регистр',
    missing: 'Регистра нет',
    damaged: 'Копия регистра повреждена',
    people: (count: string, noun: string) => `${count} ${noun}`,
    asOf: (when: string, ago: string) => `данные на ${when}, ${ago}`,
    details: 'Рабочее место',
    theme: { system: 'Тема: как в системе', light: 'Тема: светлая', dark: 'Тема: тёмная' },
    language: 'EN: переключить на английский язык',
    otherLanguage: 'EN',
    soundsOn: 'Звуки включены',
    soundsOff: 'Звуки выключены',
    host: { electron: 'программа', web: 'в браузере', cli: 'командная строка' },
    shortcuts: 'Клавиши',
    justNow: 'только что',
  },

  station: {
    title: 'Рабочее место',
    register: 'Копия регистра',
    dataset: 'Набор данных',
    scope: 'Кого содержит',
    version: 'Версия',
    asOf: 'Данные на',
    people: 'Людей',
    source: 'Откуда',
    clinic: 'Медорганизация',
    clinicUnset: 'не указана',
    clinicCode: 'Код медорганизации',
    clinicCodeUnset: 'не указан: прикрепление не оценивается',
    timeZone: 'Часовой пояс',
    operator: 'Оператор',
    application: 'Программа',
    about: 'Чьё это место',
    settings: 'Настройки экрана',
    language: 'Язык',
    theme: 'Тема',
    themes: { system: 'Как в системе', light: 'Светлая', dark: 'Тёмная' },
    sounds: 'Звук ответа',
    soundsOn: 'Включён',
    soundsOff: 'Выключен',
    hideAfter: 'Скрывать данные через',
    seconds: (count: number) => `${count} с`,
    minutes: (count: number) => `${count} мин`,
    settingFailed: 'Настройка не сохранена',
    administrator: 'Остальные настройки меняет администратор командой «desk settings set».',
  },

  updates: russianUpdatesStrings,
  updatesScreen: russianStationStrings,

  shortcuts: {
    title: 'Клавиши',
    explain: 'Всё можно делать без мыши. Любой набранный знак попадает в общее поле, где бы ни был курсор.',
    keys: {
      enter: 'Проверить то, что в поле',
      escape: 'Очистить поле и убрать данные с экрана',
      changes: 'Ответы, которые изменились с новым регистром',
      help: 'Эта карточка',
      camera: 'Камера: включить или убрать',
      samples: 'Образцы для пробы (только ДЕМО)',
      more: 'Этот же пациент показал ещё одно',
      newborn: 'Вопрос о новорождённом, когда он предложен',
      samePerson: 'Тот же человек: выбрать причину',
      whatIsThis: 'Сказать, что это за номер',
      station: 'Рабочее место: регистр, его обновления, настройки',
      scanner: 'Сканер: проверка и COM-порт',
      digits: 'Выбрать из списка на экране',
      reopen: 'Открыть недавнюю проверку',
      undo: 'Отозвать последнюю проверку (поле пустое)',
      scroll: 'Листать ответ',
      paste: 'Вставить текст или картинку с кодом; картинку можно и перетащить в окно',
    },
  },

  demo: {
    mark: 'ДЕМО',
    banner: 'Данные выдуманы. Настоящих пациентов не проверяйте.',
    samples: 'Образцы',
    title: 'Что можно попробовать',
    explain: 'Щёлкните строку — образец проверится. Картинки кодов можно снять сканером с экрана или перетащить в окно.',
    loading: 'Готовим образцы…',
    failed: 'Образцы не загрузились',
    also: (text: string) => `и ещё: ${text}`,
  },

  firstRun: {
    title: 'Здесь ещё нет копии регистра',
    explain: 'Чтобы познакомиться с программой, загрузите демонстрационный регистр: 20 000 выдуманных людей вымышленного региона.',
    load: 'Загрузить демонстрационный регистр',
    promise:
      'Это занимает несколько секунд. Пока в папке демонстрация, на каждом экране стоит «ДЕМО», а настоящие записи в неё не примутся.',
    administrator: 'Настоящий регистр программа берёт у издателя: F10, «Подключение». Или его загружает администратор:',
    administratorCommand: 'npm run -s desk -- load FILE.jsonl',
    wait: 'Подождите',
    making: 'Готовим демонстрационный регистр',
    loading: 'Загружаем копию регистра',
    progress: (done: string, total: string) => `${done} из ${total}`,
    progressOpen: (done: string) => `${done} записей`,
    failed: 'Не получилось',
  },

  welcome: {
    title: 'Готово к проверке',
    explain: 'Что бы пациент ни показал — отсканируйте, вставьте или наберите. Нажмите Enter.',
    examples: [
      { what: 'Полис или ЕНП', example: '0056 4108 3400 0014' },
      { what: 'Паспорт', example: '00 00 000001' },
      { what: 'Свидетельство о рождении', example: 'II-АБ 000001' },
      { what: 'СНИЛС', example: '112-233-445 95' },
      { what: 'Имя и дата рождения', example: 'Иванов Иван 15.03.1985' },
      { what: 'Картинка с кодом', example: 'перетащить или вставить' },
    ],
    asOf: (when: string, ago: string) => `Копия регистра полна на ${when}, ${ago}.`,
  },

  trouble: {
    connecting: 'Соединяемся с программой…',
    lost: {
      title: 'Программа остановлена',
      text: 'Окно потеряло связь с программой на этом компьютере. Проверить сейчас нельзя.',
      next: 'Запустите «Полис·Стойку» снова. Окно само продолжит работу или попросит открыть новый адрес.',
    },
    noSession: {
      title: 'Откройте адрес из программы',
      text: 'Эта вкладка открыта без одноразового кода, поэтому данных в ней нет.',
      next: 'Посмотрите в окно, где запущена программа: нажмите там Enter и откройте напечатанный адрес целиком.',
    },
    registerMissing: {
      title: 'Копии регистра нет',
      text: 'Проверить по ней сейчас нельзя.',
      next: 'Позовите администратора: регистр подключают на рабочем месте (F10) или загружают командой «desk load». До этого принимайте по решению старшего.',
    },
    registerDamaged: {
      title: 'Копия регистра повреждена',
      text: 'Ответы по ней были бы недостоверны, поэтому программа не отвечает.',
      next: 'Обновите регистр (F10, «Обновить сейчас»). Где обновления не подключены, администратор загружает его заново командой «desk load».',
    },
    broken: {
      title: 'Экран остановился',
      text: 'Это ошибка программы. Проверки, на которые был ответ, записаны в журнал.',
      next: 'Откройте экран заново и повторите последнюю проверку.',
    },
    openAnew: 'Открыть заново',
    notAnswered: 'Ответа нет',
    badReply: 'Программа ответила непонятно. Это ошибка программы: ответу верить нельзя.',
    tryAgain: 'Повторить',
    emergency: 'Экстренная помощь оказывается без документов и независимо от результата.',
  },

  announce: {
    question: (question: string, count: number) => `${question} Вариантов: ${count}.`,
    hidden: 'Данные пациента убраны с экрана.',
  },

  nouns: {
    year: ['год', 'года', 'лет'],
    person: ['человек', 'человека', 'человек'],
    month: ['месяц', 'месяца', 'месяцев'],
    day: ['день', 'дня', 'дней'],
  },
  underOneYear: 'меньше года',
  dayUnknown: 'день неизвестен',
  dayAndMonthUnknown: 'день и месяц неизвестны',
}

type Widened<Table> = Table extends (...parameters: infer Parameters) => string
  ? (...parameters: Parameters) => string
  : Table extends string
    ? string
    : Table extends readonly (infer Entry)[]
      ? readonly Widened<Entry>[]
      : { readonly [Key in keyof Table]: Widened<Table[Key]> }

export type Strings = Widened<typeof russianStrings>

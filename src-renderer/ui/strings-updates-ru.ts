import type { Brake } from '../../src-shared/feed/dataset.ts'
import type { Refusal, RunEntry, RunOutcome, RunPhase, SourceState } from '../../src-shared/feed/run-outcome.ts'

/** What happened, what it means for the answers, and what to do; empty where there is nothing to do. */
interface OutcomeWords {
  readonly title: string
  readonly means: string
  readonly todo: string
}

const asBefore = 'Ответы идут по прежним данным.'

/** Texts in Russian for the closed lists of a run: each code of `run-outcome.ts` has words of its own. */
export const russianUpdatesStrings = {
  outcome: {
    updated: { title: 'Обновлено', means: 'Ответы идут по новым данным.', todo: '' },
    unchanged: {
      title: 'Новых данных нет',
      means: 'Издатель с прошлого раза ничего не менял: здесь последнее, что он выпустил.',
      todo: '',
    },
    'stays-returned': {
      title: 'Оставлена возвращённая база',
      means: 'У издателя есть данные новее, но администратор от них вернулся. Сами они больше не берутся.',
      todo: 'Когда причина устранена, нажмите «Взять снова» на странице «База».',
    },
    'publisher-frozen': {
      title: 'Издатель не обновлял',
      means: 'Связь есть, источник отвечает, но новых данных у него нет. Ответы идут по прежним данным, их возраст растёт.',
      todo: 'Пусть администратор спросит издателя регистра. Сеть в порядке.',
    },
    'no-source': {
      title: 'Нет связи с источником',
      means: 'Есть ли новые данные, неизвестно. Ответы идут по прежним данным, их возраст растёт. Что успело прийти, сохранено.',
      todo: 'Программа повторит сама. Если не помогло до утра, проверьте сеть или позовите администратора.',
    },
    held: {
      title: 'Ждёт решения администратора',
      means: `Новые данные подозрительно отличаются от прежних. ${asBefore}`,
      todo: 'Администратор смотрит цифры «было — стало» и принимает данные с причиной или ждёт следующего выпуска.',
    },
    refused: { title: 'Данные не приняты', means: asBefore, todo: 'Программа попробует другие адреса и повторит сама.' },
    'disk-full': {
      title: 'Не хватило места на диске',
      means: `${asBefore} Журнал проверок в порядке.`,
      todo: 'Освободите место на диске, затем нажмите «Обновить сейчас».',
    },
    cancelled: { title: 'Остановлено вручную', means: `${asBefore} Что успело прийти, сохранено.`, todo: '' },
    'clock-wrong': {
      title: 'Часы компьютера показывают не то время',
      means: `По таким часам не понять, свежие ли данные. ${asBefore}`,
      todo: 'Исправьте дату и время на этом компьютере, затем нажмите «Обновить сейчас».',
    },
    'station-failed': { title: 'Сбой на этом компьютере', means: asBefore, todo: '' },
  } satisfies Record<RunOutcome['kind'], OutcomeWords>,

  updatedBy: { deltas: 'получены изменения', snapshot: 'получен весь регистр' },
  frozen: {
    expired: 'Срок его подписи истёк: за эти данные он больше не ручается.',
    late: 'Новых данных нет дольше двух обещанных сроков.',
    lateSince: (when: string) => `Новых данных нет дольше двух обещанных сроков. Последние у него на ${when}.`,
  },
  needed: (size: string) => `Не хватает ещё ${size}.`,
  neededUnknown: 'Запись оборвалась на полпути.',
  clocks: (clock: string, trusted: string) => `Часы показывают ${clock}, а издатель подписал данные ${trusted}.`,
  staysAt: (sequence: number) => `Не берётся выпуск № ${sequence}.`,

  /** Why data were refused: in everyday words, and what to do where it is more than waiting. */
  refusal: {
    'arbitrary-installation': {
      what: 'Подпись чужая: данные подписал не тот издатель.',
      todo: 'Позовите администратора: адрес перепутан или источник подменён.',
    },
    'key-compromise': {
      what: 'Издатель меняет ключи, но подписей под заменой не хватает.',
      todo: 'Позовите администратора: пусть позвонит издателю и сверит отпечаток ключа.',
    },
    rollback: { what: 'Источник отдаёт выпуск старее того, что здесь уже был.', todo: 'Пусть администратор проверит копию у источника.' },
    'mix-and-match': { what: 'Файлы источника взяты из разных выпусков: копия, видно, ещё обновляется.', todo: '' },
    'endless-data': { what: 'Файл источника длиннее, чем подписано.', todo: 'Пусть администратор проверит источник.' },
    'wrong-file': { what: 'Файл источника не тот, что подписан: повреждён или подменён.', todo: '' },
    'metadata-refused': { what: 'Список данных у источника не прошёл проверку подписей.', todo: '' },
    'not-a-feed': {
      what: 'По адресу отвечает не источник регистра, а чужая страница, например вход в сеть.',
      todo: 'Проверьте, открыт ли на этом компьютере интернет, или позовите администратора.',
    },
    'wrong-dataset': {
      what: 'Это другой набор данных, не тот, к которому подключено рабочее место.',
      todo: 'Пусть администратор проверит адрес.',
    },
    'sequence-fell': { what: 'Номер выпуска у издателя стал меньше прежнего.', todo: 'Пусть администратор сообщит издателю.' },
    'sequence-reused': { what: 'Под тем же номером выпуска лежат другие данные.', todo: 'Пусть администратор сообщит издателю.' },
    'dataset-unreadable': { what: 'Описание набора не читается.', todo: 'Пусть администратор сообщит издателю.' },
    'dataset-newer': { what: 'Данные выпущены для более новой программы.', todo: 'Пусть администратор обновит «Полис·Стойку».' },
    'key-missing': {
      what: 'Данные зашифрованы новым ключом, которого здесь нет.',
      todo: 'Пусть администратор получит у издателя новый файл подключения: страница «Подключение».',
    },
    'demo-into-real': {
      what: 'Демонстрационные данные не смешиваются с настоящими.',
      todo: 'Для демонстрации нужна отдельная папка данных.',
    },
    'part-missing': { what: 'У источника нет одной из частей: копия, видно, неполная.', todo: '' },
    'part-too-short': { what: 'Одна из частей короче, чем подписано: копия, видно, неполная.', todo: '' },
    'part-unreadable': { what: 'Одна из частей не расшифровывается или не читается.', todo: 'Пусть администратор сообщит издателю.' },
    nobody: { what: 'В данных нет ни одного человека.', todo: 'Пусть администратор сообщит издателю.' },
    'digest-differs': {
      what: 'Собранная база не сошлась с тем, что подписал издатель, и отброшена.',
      todo: 'Если повторится, пусть администратор сообщит издателю.',
    },
  } satisfies Record<Refusal, { readonly what: string; readonly todo: string }>,

  source: {
    'not-asked': 'не спрашивали: хватило других',
    good: 'в порядке',
    late: 'отвечает, но данные старее обещанного',
    expired: 'отвечает, но срок подписи издателя истёк',
    silent: 'не отвечает',
    slow: 'отвечает слишком медленно',
    'no-feed': 'по этому адресу регистра нет',
    refused: 'данные не приняты',
  } satisfies Record<SourceState['state'], string>,

  phase: {
    metadata: 'Спрашиваем источник',
    download: 'Загружаем',
    verify: 'Проверяем, что уже загружено',
    decode: 'Вносим записи',
    insert: 'Вносим записи',
    index: 'Строим указатели',
    digest: 'Сверяем итог с подписью издателя',
    switch: 'Переключаем на новые данные',
  } satisfies Record<RunPhase, string>,
  phaseShort: {
    metadata: 'связь',
    download: 'загрузка',
    verify: 'проверка загруженного',
    decode: 'расшифровка',
    insert: 'запись',
    index: 'указатели',
    digest: 'сверка итога',
    switch: 'переключение',
  } satisfies Record<RunPhase, string>,

  why: {
    first: 'первая загрузка',
    nightly: 'по расписанию',
    missed: 'ночь была пропущена',
    retry: 'повтор после сбоя',
    manual: 'вручную',
  } satisfies Record<RunEntry['why'], string>,

  brake: {
    'people-fall': {
      title: 'Людей стало намного меньше',
      figures: (before: string, after: string, share: string) => `Было ${before} человек, станет ${after}: меньше на ${share}.`,
    },
    'valid-policies-fall': {
      title: 'Доля застрахованных резко упала',
      figures: (before: string, after: string, share: string) => `Застраховано было ${before}, станет ${after}. Доля изменится: ${share}.`,
    },
    'insurer-vanished': {
      title: 'Из данных исчезла страховая',
      figures: (before: string, _after: string, share: string) => `У неё было ${before} застрахованных, ${share} всех. Станет ни одного.`,
    },
    quarantined: {
      title: 'Много записей не прочитать',
      figures: (before: string, after: string, share: string) => `Нечитаемых записей было ${before}, станет ${after}: ${share} всех.`,
    },
  } satisfies Record<Brake, { readonly title: string; readonly figures: (before: string, after: string, share: string) => string }>,
  insurerCodes: (codes: string) => `Коды страховых: ${codes}.`,
}

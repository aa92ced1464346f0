import type { FailureText } from '../../../../src-shared/failure-texts.ts'
import type { Language } from '../../../../src-shared/coverage/verdict.ts'
import type { FeedFailure, FeedFailureCode } from '../../../feed/feed-failure.ts'

/** The words for a failure of the publisher's side. Named values such as {path} come from its `params`. */
export function describeFeedFailure({ code, params }: FeedFailure, language: Language): FailureText {
  const [message, nextStep] = TEXTS[code][language]
  return { message: filled(message, params), nextStep: filled(nextStep, params) }
}

function filled(text: string, params: FeedFailure['params']): string {
  return text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => params[name] ?? '…')
}

type Words = readonly [message: string, nextStep: string]

const TEXTS: Readonly<Record<FeedFailureCode, Readonly<Record<Language, Words>>>> = {
  'keys-exist': {
    ru: ['В папке {path} уже есть ключи.', 'Укажите пустую папку; ключи действующей выгрузки не заменяют.'],
    en: ['There are keys in {path} already.', 'Name an empty folder; the keys of a living feed are not replaced.'],
  },
  'keys-missing': {
    ru: ['Нет файла ключей {path}.', 'Создайте ключи (desk feed keys create) или верните папку из резервной копии.'],
    en: ['There is no key file {path}.', 'Make keys (desk feed keys create), or bring the folder back from its backup.'],
  },
  'keys-unreadable': {
    ru: ['Ключи в {path} повреждены.', 'Верните папку ключей из резервной копии.'],
    en: ['The keys in {path} are damaged.', 'Bring the key folder back from its backup.'],
  },
  'keys-in-feed': {
    ru: ['Папка {path} лежит внутри публикуемой.', 'Держите ключи и память издателя вне папки, которую раздаёт сервер.'],
    en: ['The folder {path} lies within the feed.', "Keep keys and the publisher's memory outside of what is served."],
  },
  'keys-older': {
    ru: ['Ключи эпохи {epoch}, а опубликована эпоха {known}.', 'Верните более новую копию папки ключей.'],
    en: ['The keys are of epoch {epoch}, but epoch {known} was published.', 'Bring back a newer copy of the key folder.'],
  },
  'passphrase-needed': {
    ru: ['Ключ запечатан парольной фразой.', 'Укажите файл с ней (--passphrase-file).'],
    en: ['The key is sealed under a passphrase.', 'Name the file that holds it (--passphrase-file).'],
  },
  'passphrase-wrong': {
    ru: ['Парольная фраза не подходит, или файл изменён.', 'Проверьте фразу и файл.'],
    en: ['The passphrase does not fit, or the file was changed.', 'Check the passphrase and the file.'],
  },
  'root-keys-too-few': {
    ru: ['Нужны два корневых ключа действующего корня.', 'Укажите --root-key дважды, с разными ключами этой выгрузки.'],
    en: ['Two keys of the root in force are needed.', 'Give --root-key twice, with different keys of this feed.'],
  },
  'root-expired': {
    ru: [
      'Корень истёк {expires}; рабочие места такую выгрузку не примут.',
      'Выпустите новый: desk feed keys rotate с двумя корневыми ключами.',
    ],
    en: ['The root expired on {expires}; desks would refuse the feed.', 'Make the next: desk feed keys rotate with two root keys.'],
  },
  'enrolment-unreadable': {
    ru: ['Это не файл подключения, или он повреждён ({cause}).', 'Получите файл у издателя ещё раз.'],
    en: ['This is no enrolment file, or it is damaged ({cause}).', 'Get the file from the publisher again.'],
  },
  'station-key-wrong': {
    ru: ['Ключ рабочего места не подходит.', 'Проверьте --station-key: 32 байта X25519 в base64.'],
    en: ['The key of the station does not fit.', 'Check --station-key: 32 bytes of X25519 in base64.'],
  },
  'dataset-differs': {
    ru: ['Источник назван {given}, а выгрузка {known}.', 'Проверьте файл и папку ключей: у каждой выгрузки свои ключи.'],
    en: ['The source is called {given}, the feed {known}.', 'Check the file and the key folder: every feed has keys of its own.'],
  },
  'source-refused': {
    ru: ['Источник отвергнут: {reason}.', 'Исправьте или получите источник ещё раз; опубликованное осталось прежним.'],
    en: ['The source is refused: {reason}.', 'Mend the source or get it again; what was published stays.'],
  },
  'source-empty': {
    ru: [
      'В источнике нет ни одного человека; отвергнуто строк: {rejected}.',
      'Проверьте файл: он обрезан или не тот. Опубликованное осталось прежним.',
    ],
    en: [
      'The source holds nobody; rows rejected: {rejected}.',
      'Check the file: it was cut short or is another. What was published stays.',
    ],
  },
  'source-rejected': {
    ru: [
      'Отвергнуто {rejected} строк из {rows}, чаще всего {reason}.',
      'Исправьте источник; если так и должно быть, повторите с --accept source-rejected --reason ПРИЧИНА.',
    ],
    en: [
      '{rejected} of {rows} rows are rejected, mostly for {reason}.',
      'Mend the source; if it must be so, repeat with --accept source-rejected --reason REASON.',
    ],
  },
  'list-rejected': {
    ru: [
      'Файл {file}: отвергнуто {rejected} строк из {rows}.',
      'Посмотрите отвергнутые строки и исправьте файл; если так и должно быть, повторите с --accept {file}=list-rejected --reason ПРИЧИНА.',
    ],
    en: [
      'The file {file}: {rejected} of {rows} rows are rejected.',
      'Look at them and mend the file; if it must be so, repeat with --accept {file}=list-rejected --reason REASON.',
    ],
  },
  'list-refused': {
    ru: ['Файл {file} не принят: {text} [{reason}]', 'Опубликованное осталось прежним.'],
    en: ['The file {file} is refused: {text} [{reason}]', 'What was published stays.'],
  },
  'list-held': {
    ru: ['Файл {file} не принят: {text} [{reason}]', 'Если так и должно быть, повторите с --accept {file}={reason} --reason ПРИЧИНА.'],
    en: ['The file {file} is refused: {text} [{reason}]', 'If it must be so, repeat with --accept {file}={reason} --reason REASON.'],
  },
  'profile-unknown': {
    ru: ['Имя файла {file} не подходит ни к одному профилю: {known}.', 'Укажите профиль: --profile ИМЯ или --profile ФАЙЛ.json.'],
    en: ['The name of the file {file} fits none of the profiles: {known}.', 'Name its profile: --profile NAME or --profile FILE.json.'],
  },
  'profile-unreadable': {
    ru: ['Профиль {file} не подходит: {faults}.', 'Сверьте его с resources/schemas/import-profile.schema.json.'],
    en: ['The profile {file} is wrong: {faults}.', 'Compare it with resources/schemas/import-profile.schema.json.'],
  },
  'scope-missing': {
    ru: ['Неизвестно, чья это выгрузка.', 'Назовите её охват в первый раз: --scope «прикреплённые, поликлиника 1».'],
    en: ['Nobody said what this feed holds.', 'Say its scope the first time: --scope "attached people, clinic 1".'],
  },
  'statuses-missing': {
    ru: [
      'Ни в одном из файлов нет статусов полисов, а {option} говорит о них.',
      'Уберите {option}: списки без статусов не делают данные о полисах новее.',
    ],
    en: [
      'None of the files carries statuses of policies, which {option} speaks of.',
      'Leave {option} out: lists without statuses make what is known of policies no younger.',
    ],
  },
  'quarantine-unreadable': {
    ru: ['Файл {path} не открывается.', 'Укажите папку ключей той выгрузки, из которой он; обрезанный файл не прочитать.'],
    en: ['The file {path} does not open.', 'Name the key folder of the feed that it is from; one that was cut cannot be read.'],
  },
  'source-older': {
    ru: [
      'Источник на {asOf}, а опубликовано уже {known}.',
      'Возьмите свежий файл; если так и должно быть, повторите с --accept source-older --reason ПРИЧИНА.',
    ],
    en: [
      'The source is of {asOf}, but {known} is published already.',
      'Take the newest file; if it must be so, repeat with --accept source-older --reason REASON.',
    ],
  },
  'source-from-future': {
    ru: ['Источник на {asOf}, а сейчас {now}.', 'Проверьте часы этого компьютера и заголовок файла.'],
    en: ['The source is of {asOf}, but it is {now}.', "Check this computer's clock and the header of the file."],
  },
  'people-fall': {
    ru: [
      'Людей было {before}, стало бы {after}.',
      'Проверьте, полон ли источник; если так и должно быть, повторите с --accept people-fall --reason ПРИЧИНА и --expect people-fall:ПРИЧИНА.',
    ],
    en: [
      'There were {before} people, there would be {after}.',
      'Check that the source is whole; if it must be so, repeat with --accept people-fall --reason REASON and --expect people-fall:REASON.',
    ],
  },
  'state-missing': {
    ru: [
      'Выгрузка уже опубликована (№ {sequence}), а памяти издателя нет.',
      'Верните папку --state из копии; иначе начните новую эпоху (desk feed keys content) и подключите рабочие места заново.',
    ],
    en: [
      "The feed is published already (number {sequence}), but the publisher's memory is gone.",
      'Bring the --state folder back from its backup; else begin a new epoch (desk feed keys content) and enrol the stations anew.',
    ],
  },
  'state-behind-feed': {
    ru: [
      'Память издателя старше опубликованного (№ {sequence}).',
      'Укажите верную папку --state; иначе начните новую эпоху (desk feed keys content) и подключите рабочие места заново.',
    ],
    en: [
      "The publisher's memory is older than what is published (number {sequence}).",
      'Name the right --state folder; else begin a new epoch (desk feed keys content) and enrol the stations anew.',
    ],
  },
  'state-damaged': {
    ru: [
      'Память издателя повреждена: {path}.',
      'Верните папку --state из копии; иначе удалите её и начните новую эпоху (desk feed keys content).',
    ],
    en: [
      "The publisher's memory is damaged: {path}.",
      'Bring the --state folder back from its backup; else remove it and begin a new epoch (desk feed keys content).',
    ],
  },
  'feed-unreadable': {
    ru: ['Опубликованное в {path} не читается.', 'Проверьте папку: desk feed verify {path}.'],
    en: ['What is published in {path} cannot be read.', 'Check the folder: desk feed verify {path}.'],
  },
  'feed-missing': {
    ru: ['Здесь нет выгрузки, или связи с ней нет.', 'Проверьте путь и доступ.'],
    en: ['There is no feed here, or it cannot be reached.', 'Check the path and the access to it.'],
  },
  'metadata-refused': {
    ru: ['Подписи не сходятся: {cause}', 'Это чужая, смешанная или изменённая выгрузка. Опубликуйте её заново и узнайте, кто менял файлы.'],
    en: [
      'The signatures do not hold: {cause}',
      'The feed is foreign, mixed or changed. Publish it anew, and find out who touched the files.',
    ],
  },
  'metadata-expired': {
    ru: ['Срок подписей истёк: {cause}', 'Опубликуйте снова; если публикуется, раздаётся старая копия.'],
    en: ['The signatures have expired: {cause}', 'Publish again; if that happens every night, an old copy is being served.'],
  },
  'target-missing': {
    ru: ['Нет файла {path}.', 'Скопируйте папку целиком или опубликуйте снова.'],
    en: ['The file {path} is missing.', 'Copy the whole folder, or publish again.'],
  },
  'target-differs': {
    ru: ['Файл {path} изменён или обрезан.', 'Скопируйте папку целиком или опубликуйте снова.'],
    en: ['The file {path} was changed or cut short.', 'Copy the whole folder, or publish again.'],
  },
  'target-unlisted': {
    ru: ['Файл {path} подписан, но dataset.json его не называет.', 'Опубликуйте снова этой же программой.'],
    en: ['The file {path} is signed, but dataset.json does not name it.', 'Publish again with this program.'],
  },
  'dataset-unreadable': {
    ru: ['dataset.json не читается ({cause}).', 'Опубликуйте снова этой же программой.'],
    en: ['dataset.json cannot be read ({cause}).', 'Publish again with this program.'],
  },
  'dataset-newer': {
    ru: ['Выгрузка в формате {found}, программа знает {known}.', 'Обновите программу.'],
    en: ['The feed has format {found}, this program knows {known}.', 'Bring the program up to date.'],
  },
  'part-unreadable': {
    ru: ['Часть {path} не открывается ({cause}).', 'Опубликуйте снова со снимком (--snapshot).'],
    en: ['The part {path} does not open ({cause}).', 'Publish again with a snapshot (--snapshot).'],
  },
  'digest-differs': {
    ru: ['Сумма состояния не сходится (доли {shards}).', 'Опубликуйте снова со снимком (--snapshot) и сообщите разработчикам.'],
    en: ['The state digest does not hold (shards {shards}).', 'Publish again with a snapshot (--snapshot), and tell the developers.'],
  },
  'content-key-other': {
    ru: ['Ключ содержимого другой эпохи; выгрузка в эпохе {epoch}.', 'Возьмите ключи или файл подключения этой эпохи.'],
    en: ['The content key is of another epoch; the feed is in epoch {epoch}.', 'Take the keys or an enrolment of that epoch.'],
  },
  'disk-full': {
    ru: ['На диске нет места. Опубликованное цело.', 'Освободите место и повторите.'],
    en: ['The disk is full. What was published is intact.', 'Free some disk space and try again.'],
  },
  'files-refused': {
    ru: ['Система отказала: {cause} {path}', 'Проверьте путь, права и занятость порта.'],
    en: ['The system refused: {cause} {path}', 'Check the path, the permissions, and whether the port is free.'],
  },
  'file-exists': {
    ru: ['Файл {path} уже есть.', 'Укажите другое имя.'],
    en: ['The file {path} is there already.', 'Give another name.'],
  },
}

import type { Failure, FailureCode } from './contract.ts'
import type { Language } from './coverage/verdict.ts'

/** What to tell about a failure, and what to do next. */
export interface FailureText {
  readonly message: string
  readonly nextStep: string
}

/**
 * The words for a failure, for screens and the cli alike. Named values such as {path} come from `failure.params`; a part
 * that needs a value which is not there is left out.
 */
export function describeFailure(failure: Pick<Failure, 'code' | 'params'>, language: Language): FailureText {
  const text = TEXTS[failure.code][language]
  return { message: filled(text.message, failure.params), nextStep: filled(text.nextStep, failure.params) }
}

function filled(text: string, params: Failure['params']): string {
  return text
    .replaceAll(/\[([^[\]]*)\]/g, (_whole, part: string) => (namesIn(part).every((name) => Object.hasOwn(params, name)) ? part : ''))
    .replaceAll(/\{(\w+)\}/g, (_whole, name: string) => params[name] ?? '…')
}

function namesIn(part: string): string[] {
  return Array.from(part.matchAll(/\{(\w+)\}/g), ([, name = '']) => name)
}

/** A part in square brackets stands only where all its values are known. */
const TEXTS: Readonly<Record<FailureCode, Readonly<Record<Language, FailureText>>>> = {
  'unknown-method': {
    ru: {
      message: 'Программа не знает такого действия[: {method}].',
      nextStep: 'Перезапустите программу, чтобы её части были одной версии.',
    },
    en: { message: 'There is no such action[: {method}].', nextStep: 'Restart the program so that all its parts are of one version.' },
  },
  'bad-input': {
    ru: { message: 'Вопрос составлен неверно[: {where}].', nextStep: 'Исправьте вопрос и повторите.' },
    en: { message: 'The request is not well formed[: {where}].', nextStep: 'Correct the request and ask again.' },
  },
  'not-permitted': {
    ru: { message: 'Это действие здесь не разрешено.', nextStep: 'Обратитесь к администратору рабочего места.' },
    en: { message: 'This action is not permitted here.', nextStep: 'Ask the administrator of the workstation.' },
  },
  'register-missing': {
    ru: {
      message: 'В папке данных ещё нет копии регистра[: {path}].',
      nextStep: 'Загрузите регистр (desk load ФАЙЛ.jsonl) или создайте учебный (desk demo).',
    },
    en: {
      message: 'The data folder holds no register yet[: {path}].',
      nextStep: 'Load a register (desk load FILE.jsonl) or make a demo one (desk demo).',
    },
  },
  'journal-unwritable': {
    ru: {
      message: 'Папка данных не записывается[: {path}]. Проверки не попадают в журнал, поэтому ответы не выдаются.',
      nextStep: 'Проверьте, что указана папка, права на неё и свободное место, затем повторите.',
    },
    en: {
      message: 'The data folder cannot be written[: {path}]. Checks cannot be recorded, so no answer is given.',
      nextStep: 'Check that it is a folder, its permissions and the free space, then try again.',
    },
  },
  'disk-full': {
    ru: {
      message: 'На диске нет места[: {path}]. Прежние данные целы.',
      nextStep: 'Освободите место на диске и повторите.',
    },
    en: { message: 'The disk is full[: {path}]. What was there before is intact.', nextStep: 'Free some disk space and try again.' },
  },
  'folder-in-use': {
    ru: {
      message: 'С этой папкой данных уже работает другая программа[: {path}].',
      nextStep: 'Закройте другое окно «Полис·Стойки» или укажите другую папку (--data).',
    },
    en: {
      message: 'Another program is working with this data folder[: {path}].',
      nextStep: 'Close the other Polis Desk or name another folder with --data.',
    },
  },
  'folder-kind-differs': {
    ru: {
      message: 'Учебные и настоящие записи не смешиваются: эта папка занята другими данными[: {path}].',
      nextStep: 'Укажите отдельную папку данных (--data).',
    },
    en: {
      message: 'Demo and real records are never mixed: this folder holds the other kind[: {path}].',
      nextStep: 'Use a separate data folder (--data).',
    },
  },
  'key-missing': {
    ru: {
      message: 'Не найден ключ к папке данных[: {path}].',
      nextStep: 'Верните файл ключа или укажите его (--key-file). Без ключа данные не читаются; новую папку можно загрузить заново.',
    },
    en: {
      message: 'The key of the data folder was not found[: {path}].',
      nextStep:
        'Restore the key file or name it with --key-file. Without the key the data cannot be read; a new folder can be loaded again.',
    },
  },
  'key-wrong': {
    ru: {
      message: 'Ключ не подходит к папке данных[: {path}].',
      nextStep: 'Укажите файл ключа, созданный вместе с этой папкой (--key-file).',
    },
    en: {
      message: 'The key does not fit the data folder[: {path}].',
      nextStep: 'Name the key file that was made together with this folder (--key-file).',
    },
  },
  'key-in-data-folder': {
    ru: {
      message: 'Ключ не хранится в папке данных[: {path}]: кто скопирует папку, получит и ключ.',
      nextStep: 'Укажите для файла ключа другое место (--key-file).',
    },
    en: {
      message: 'The key must not lie in the data folder[: {path}]: whoever copies the folder would get the key with it.',
      nextStep: 'Name another place for the key file with --key-file.',
    },
  },
  'key-unwritable': {
    ru: {
      message: 'Файл ключа не записывается[: {path}].',
      nextStep: 'Откройте доступ к его папке или укажите другое место (--key-file).',
    },
    en: {
      message: 'The key file cannot be written[: {path}].',
      nextStep: 'Make its folder writable or name another place with --key-file.',
    },
  },
  'database-damaged': {
    ru: {
      message: 'Данные в папке повреждены или пропали[: {path}].',
      nextStep: 'Верните папку из копии. Если копии нет, сохраните эту папку ради журнала и загрузите регистр в новую (--data).',
    },
    en: {
      message: 'Data of the folder are damaged or gone[: {path}].',
      nextStep:
        'Restore the folder from a copy. Without one, keep this folder for its journal and load the register into a new one (--data).',
    },
  },
  'register-damaged': {
    ru: {
      message: 'Копия регистра повреждена[: {path}]. Журнал проверок цел.',
      nextStep: 'Загрузите регистр заново (desk load ФАЙЛ.jsonl) или создайте учебный (desk demo).',
    },
    en: {
      message: 'The copy of the register is damaged[: {path}]. The journal of checks is intact.',
      nextStep: 'Load the register again (desk load FILE.jsonl) or make the demo one again (desk demo).',
    },
  },
  'database-newer': {
    ru: {
      message: 'Данные созданы более новой версией программы[: {found}].',
      nextStep: 'Обновите «Полис·Стойку» или укажите другую папку данных (--data).',
    },
    en: {
      message: 'The data were made by a newer version of the program[: {found}].',
      nextStep: 'Update Polis Desk or name another data folder with --data.',
    },
  },
  'file-unreadable': {
    ru: {
      message: 'Это не файл регистра[: {path}][ ({cause})].',
      nextStep: 'Первая строка файла — заголовок, дальше по одной записи в строке (resources/schemas/register-record.schema.json).',
    },
    en: {
      message: 'This is no register file[: {path}][ ({cause})].',
      nextStep: 'Line 1 is the header, every further line a record (resources/schemas/register-record.schema.json).',
    },
  },
  'file-newer': {
    ru: {
      message: 'Файл регистра записан в более новом формате[: {found}].',
      nextStep: 'Обновите «Полис·Стойку» или возьмите файл прежнего формата. Прежний регистр остаётся.',
    },
    en: {
      message: 'The register file has a newer format[: {found}].',
      nextStep: 'Update Polis Desk or get the file in the former format. The former register stays.',
    },
  },
  'file-refused': {
    ru: {
      message: 'В файле слишком много неверных строк[: {bad} из {lines}]. Прежний регистр остаётся.',
      nextStep: 'Исправьте файл и загрузите его снова[; первая неверная строка — {line}].',
    },
    en: {
      message: 'Too many lines of the file are wrong[: {bad} of {lines}]. The former register stays.',
      nextStep: 'Correct the file and load it again[; the first wrong line is {line}].',
    },
  },
  'file-empty': {
    ru: {
      message: 'В файле регистра нет ни одного человека[: {path}]. Прежний регистр остаётся.',
      nextStep: 'Получите файл заново: он, видимо, оборван[; первая неверная строка — {line}].',
    },
    en: {
      message: 'The register file holds not a single person[: {path}]. The former register stays.',
      nextStep: 'Get the file again: it seems to be cut short[; the first wrong line is {line}].',
    },
  },
  'setting-unknown': {
    ru: { message: 'Нет такой настройки[: {name}].', nextStep: 'Список настроек: desk settings get.' },
    en: { message: 'There is no such setting[: {name}].', nextStep: 'List the settings with: desk settings get.' },
  },
  'setting-invalid': {
    ru: { message: 'Настройка[ {name}] не принимает это значение[: {allowed}].', nextStep: 'Исправьте значение и повторите.' },
    en: { message: 'The setting[ {name}] does not take this value[: {allowed}].', nextStep: 'Correct the value and try again.' },
  },
  'settings-damaged': {
    ru: {
      message: 'Файл настроек не читается[: {path}][ (настройка {name})]. Без него ответ мог бы быть неверным.',
      nextStep:
        'Исправьте файл[ или задайте настройку заново: desk settings set {name} ЗНАЧЕНИЕ]. Без файла действуют значения по умолчанию.',
    },
    en: {
      message: 'The settings file cannot be read[: {path}][ (setting {name})]. Without it an answer could be wrong.',
      nextStep: 'Correct the file[ or set the value again: desk settings set {name} VALUE]. Where there is no file, the defaults hold.',
    },
  },
  'image-unreadable': {
    ru: {
      message: 'Файл не читается как картинка[: {path}].',
      nextStep: 'Сохраните снимок как PNG или JPEG и попробуйте ещё раз, либо введите номер полиса.',
    },
    en: {
      message: 'The file cannot be read as a picture[: {path}][ ({why})].',
      nextStep: 'Save the picture as PNG or JPEG and try again, or type the policy number.',
    },
  },
  'image-without-code': {
    ru: {
      message: 'На картинке не найден штрихкод[: {path}].',
      nextStep: 'Снимите код крупнее и ровнее, без бликов, либо введите номер полиса.',
    },
    en: {
      message: 'No barcode was found in the picture[: {path}].',
      nextStep: 'Take the picture closer, straight and without glare, or type the policy number.',
    },
  },
  'enrolment-missing': {
    ru: {
      message: 'Это рабочее место не подключено к источнику регистра.',
      nextStep: 'Откройте файл подключения (F10, «Подключение», или desk enrol) или спросите его у издателя.',
    },
    en: {
      message: 'This station follows no feed.',
      nextStep: 'Open an enrolment file (F10, "Enrolment", or desk enrol), or ask the publisher for one.',
    },
  },
  'enrolment-unreadable': {
    ru: { message: 'Это не файл подключения, или он повреждён[ ({cause})].', nextStep: 'Получите файл у издателя ещё раз.' },
    en: { message: 'This is no enrolment file, or it is damaged[ ({cause})].', nextStep: 'Get the file from the publisher again.' },
  },
  'enrolment-other': {
    ru: {
      message: 'Рабочее место уже подключено к другому источнику[: {known}, а файл — для {given}].',
      nextStep: 'Если так и нужно, подтвердите замену[ (desk enrol --replace)]. Загруженные данные отвечают до первой новой загрузки.',
    },
    en: {
      message: 'The station follows another feed already[: {known}, the file is for {given}].',
      nextStep: 'If that is meant, confirm the change[ (desk enrol --replace)]. The present data answer until the first new ones.',
    },
  },
  'passphrase-needed': {
    ru: { message: 'Ключ в файле запечатан парольной фразой.', nextStep: 'Введите фразу, которую издатель сообщил отдельно от файла.' },
    en: {
      message: 'The key in the file is sealed under a passphrase.',
      nextStep: 'Give the passphrase that the publisher told apart from the file.',
    },
  },
  'passphrase-wrong': {
    ru: {
      message: 'Парольная фраза не подходит, или файл изменён.',
      nextStep: 'Проверьте фразу и раскладку; если не поможет, получите файл заново.',
    },
    en: {
      message: 'The passphrase does not fit, or the file was changed.',
      nextStep: 'Check the passphrase; if that does not help, get the file again.',
    },
  },
  'station-key-wrong': {
    ru: {
      message: 'Файл подключения сделан для другого рабочего места.',
      nextStep: 'Передайте издателю открытый ключ этого места (F10 или desk enrol --show-key).',
    },
    en: {
      message: 'The enrolment was made for another station.',
      nextStep: "Give the publisher this station's public key (F10, or desk enrol --show-key).",
    },
  },
  'update-running': {
    ru: { message: 'Регистр сейчас обновляется или проверяется.', nextStep: 'Дождитесь конца или остановите.' },
    en: { message: 'The register is being updated or verified right now.', nextStep: 'Wait for the end, or cancel it.' },
  },
  'nothing-to-return': {
    ru: { message: 'Прежней базы нет: возвращаться некуда.', nextStep: 'Обновите регистр.' },
    en: { message: 'There is no former register to go back to.', nextStep: 'Update the register.' },
  },
  'brakes-changed': {
    ru: { message: 'За это время издатель выпустил другое состояние.', nextStep: 'Посмотрите на новые цифры и решите заново.' },
    en: { message: 'The publisher has published another state meanwhile.', nextStep: 'Look at the new figures and decide again.' },
  },
  internal: {
    ru: {
      message: 'Внутренняя ошибка программы.',
      nextStep: 'Повторите; если ошибка останется, передайте администратору вывод с ключом --verbose.',
    },
    en: {
      message: 'Internal error of the program.',
      nextStep: 'Try again; if it stays, give the administrator the output with --verbose.',
    },
  },
}

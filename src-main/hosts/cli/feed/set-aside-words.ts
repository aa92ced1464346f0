import type { Language } from '../../../../src-shared/coverage/verdict.ts'
import type { OlderStatuses } from '../../../feed/publish/older-tally.ts'
import type { QuarantinedRow } from '../../../feed/quarantine-file.ts'
import { rejectReasons } from '../../../import/outcome.ts'
import { reasonText } from '../../../import/texts.ts'

/** A row that was set aside, without the row: `MO10000120240801.csv, line 3: the ENP is not 16 digits [enp-format]`. */
export function setAsideWords({ file, line, record, reason, field }: QuarantinedRow, language: Language): string {
  const [lineWord, recordWord] = language === 'ru' ? ['строка', 'запись'] : ['line', 'record']
  const place = line === null ? `${recordWord} ${record}` : `${lineWord} ${line}`
  return `${file}, ${place}${field === null ? '' : `, ${field}`}: ${wordsOf(reason, language)} [${reason}]`
}

/** Rows whose statuses were not taken: `statuses_20251109.csv: 3 rows …`. */
export function olderStatusesWords({ file, rows, records }: OlderStatuses, language: Language): string {
  const places =
    records.length === 0 ? '' : `${language === 'ru' ? ', записи' : ', records'} ${records.join(', ')}${rows > records.length ? ' …' : ''}`
  return language === 'ru'
    ? `${file ?? 'Регистр'}: статусы старше опубликованных и не взяты, строк: ${rows}${places}.`
    : `${file ?? 'The register'}: statuses older than the published ones, not taken; rows: ${rows}${places}.`
}

/** People who lost a valid status because a row that may mean them could not be attributed. */
export function doubtedWords(people: number, language: Language): string {
  return language === 'ru'
    ? `Строки с чужим номером отзывают страхование; действующий статус снят, пока не разобрано, людей: ${people}.`
    : `Rows with the number of somebody else withdraw insurance; people without a valid status until that is settled: ${people}.`
}

function wordsOf(reason: string, language: Language): string {
  const rejection = rejectReasons.find((one) => one === reason)
  return rejection === undefined ? (OTHERS[reason]?.[language] ?? reason) : reasonText(rejection, language)
}

/** Reasons of the register file and of the publisher itself. */
const OTHERS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'known-differs': {
    ru: 'этот номер в регистре у другого человека: имя или дата рождения не те',
    en: 'another person of the register has this number: name or birth date differ',
  },
  'number-shared': {
    ru: 'тот же номер в файле у другого человека: имя или дата рождения не те',
    en: 'another row of the file has this number, with another name or birth date',
  },
  'several-known': { ru: 'в регистре так зовут нескольких людей', en: 'several people of the register are meant' },
  'record-too-long': { ru: 'запись слишком длинная', en: 'the record is too long' },
  'broken-text': { ru: 'в тексте испорченные знаки', en: 'broken characters in a text' },
  'not-json': { ru: 'строка — не JSON', en: 'the line is no JSON' },
  'not-a-record': { ru: 'запись не по схеме', en: 'the line is no record' },
  'not-utf8': { ru: 'строка не в UTF-8', en: 'the line is not in UTF-8' },
  'line-too-long': { ru: 'строка слишком длинная', en: 'the line is too long' },
  'nul-byte': { ru: 'нулевой байт', en: 'a NUL byte' },
  'too-many-rows': { ru: 'у человека слишком много документов или полисов', en: 'too many policies or documents of one person' },
}

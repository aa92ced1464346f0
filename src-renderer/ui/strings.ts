import type { Language } from '../../src-shared/coverage/verdict.ts'
import { englishStrings } from './strings-en.ts'
import { russianStrings, type Strings } from './strings-ru.ts'

export type { Strings } from './strings-ru.ts'

const tables: Readonly<Record<Language, Strings>> = { ru: russianStrings, en: englishStrings }

/** The one table of the screen's texts in a language. */
export function stringsOf(language: Language): Strings {
  return tables[language]
}

import type { Sex } from '../../../../src-shared/schema-pieces.ts'

/** How a people forms patronymics. */
export type PatronymicStyle = 'russian' | 'oghly' | 'uly' | 'uulu' | 'ugli' | 'none'

/** The patronymic of a child from the father's given name (upper case), or null for peoples without one. */
export function patronymicOf(fatherName: string, sex: Sex, style: PatronymicStyle): string | null {
  const male = sex === 'male'
  switch (style) {
    case 'russian':
      return male ? russianMale(fatherName) : russianFemale(fatherName)
    case 'oghly':
      return `${fatherName} ${male ? 'ОГЛЫ' : 'КЫЗЫ'}`
    case 'uly':
      return `${fatherName}${male ? 'УЛЫ' : 'КЫЗЫ'}`
    case 'uulu':
      return `${fatherName} ${male ? 'УУЛУ' : 'КЫЗЫ'}`
    case 'ugli':
      return `${fatherName} ${male ? 'УГЛИ' : 'КИЗИ'}`
    case 'none':
      return null
  }
}

/** Names in -А and -Я of Russian use, whose patronymics have no -ОВ- or -ЕВ-. */
const shortForms: Readonly<Record<string, readonly [male: string, female: string]>> = {
  НИКИТА: ['НИКИТИЧ', 'НИКИТИЧНА'],
  ИЛЬЯ: ['ИЛЬИЧ', 'ИЛЬИНИЧНА'],
  САВВА: ['САВВИЧ', 'САВВИЧНА'],
  ФОМА: ['ФОМИЧ', 'ФОМИНИЧНА'],
  КУЗЬМА: ['КУЗЬМИЧ', 'КУЗЬМИНИЧНА'],
  ЛУКА: ['ЛУКИЧ', 'ЛУКИНИЧНА'],
}

/** Names whose stem changes. */
const stems: Readonly<Record<string, string>> = {
  ПАВЕЛ: 'ПАВЛО',
  ЛЕВ: 'ЛЬВО',
  ПЁТР: 'ПЕТРО',
  ЯКОВ: 'ЯКОВЛЕ',
  МИХАИЛ: 'МИХАЙЛО',
  ГАВРИИЛ: 'ГАВРИЛО',
  ДАНИИЛ: 'ДАНИИЛО',
}

function russianMale(name: string): string {
  return shortForms[name]?.[0] ?? `${stem(name)}ВИЧ`
}

function russianFemale(name: string): string {
  return shortForms[name]?.[1] ?? `${stem(name)}ВНА`
}

function stem(name: string): string {
  const changed = stems[name]
  if (changed !== undefined) return changed
  const body = name.slice(0, -1)
  if (name.endsWith('ИЙ')) return /[^АЕЁИОУЫЭЮЯ]{2}ИЙ$/.test(name) ? `${body}Е` : `${name.slice(0, -2)}ЬЕ`
  if (/[ЙЬ]$/.test(name)) return `${body}Е`
  if (/[АЕЁИОУЫЭЮЯЖШЩЧЦ]$/.test(name)) return `${name}Е`
  return `${name}О`
}

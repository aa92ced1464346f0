import type { Sex } from '../../../../src-shared/schema-pieces.ts'

/** The form of a family name (upper case, male form) for a sex; names that do not change stay as they are. */
export function familyNameFor(maleForm: string, sex: Sex, changes: boolean): string {
  return sex === 'male' || !changes ? maleForm : maleForm.split('-').map(femaleForm).join('-')
}

function femaleForm(name: string): string {
  if (/(ОВ|ЕВ|ЁВ|ИН|ЫН)$/.test(name)) return `${name}А`
  if (/[СЦ]КИЙ$/.test(name)) return `${name.slice(0, -2)}АЯ`
  if (/(ОЙ|ЫЙ)$/.test(name)) return `${name.slice(0, -2)}АЯ`
  return name
}

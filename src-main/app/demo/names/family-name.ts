import type { Sex } from '../../../../src-shared/schema-pieces.ts'

/** The form of a family name (upper case, male form) for a sex; names that do not change stay as they are. */
export function familyNameFor(maleForm: string, sex: Sex, changes: boolean): string {
  if (sex === 'male' || !changes) return maleForm
  const known = femaleForms.get(maleForm)
  if (known !== undefined) return known
  const form = maleForm.split('-').map(femaleForm).join('-')
  femaleForms.set(maleForm, form)
  return form
}

const femaleForms = new Map<string, string>()

function femaleForm(name: string): string {
  if (/(ОВ|ЕВ|ЁВ|ИН|ЫН)$/.test(name)) return `${name}А`
  if (/[СЦ]КИЙ$/.test(name)) return `${name.slice(0, -2)}АЯ`
  if (/(ОЙ|ЫЙ)$/.test(name)) return `${name.slice(0, -2)}АЯ`
  return name
}

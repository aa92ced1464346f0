import { hasEnpCheckDigit } from '../../src-shared/policy/enp.ts'
import type { FieldName } from './profile.ts'
import type { RowValues } from './row-values.ts'

/** Sixteen digits with a right check digit; anything else that is not empty is refused (policy formats §3.4). */
export function readEnp(values: RowValues, field: FieldName): string | null {
  const text = values.text(field)
  if (text === '') return null
  if (/^\d{15}$/.test(text)) values.refuse(field, 'enp-zero-lost')
  else if (!/^\d{16}$/.test(text)) values.refuse(field, 'enp-format')
  else if (!hasEnpCheckDigit(text)) values.refuse(field, 'enp-check-digit')
  return text
}

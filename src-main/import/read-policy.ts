import { policyType } from '../../src-shared/policy/numbers.ts'
import type { Policy } from '../../src-shared/register/person.ts'
import type { WarningCode } from './outcome.ts'
import type { ColumnPlan } from './profile-rows.ts'
import type { FieldName } from './profile.ts'
import { readEnp } from './read-enp.ts'
import type { RowValues } from './row-values.ts'

/**
 * Stands for a status that the source does not carry. No rule knows it, so a person with it is never covered and never refused: the
 * answer is «needs a look» (coverage rules §2 step 5; register sources §5.5, rule 7).
 */
export const NOT_CARRIED = 'не указан'

/** Fields without which a policy says nothing (register sources §1.9, trap 4). */
const NEEDED = ['policyType', 'policyStatus', 'policyFrom'] as const
const UNIFIED = new Set(['П', 'Э', 'К', 'Ц'])

/** True where the profile reads everything that makes a policy. */
export function carriesPolicies(places: ColumnPlan['places']): boolean {
  return NEEDED.every((field) => places.has(field))
}

/** The policy of a row; null where the source carries none. A row that has a part of one is refused, not completed. */
export function readPolicy(values: RowValues, enp: string | null, plan: ColumnPlan, warnings: WarningCode[]): Policy | null {
  if (!carriesPolicies(plan.places)) return null
  const typeCode = values.code('policyType')
  const status = values.code('policyStatus')
  const from = values.date('policyFrom')
  const to = values.date('policyTo')
  const certificateTo = values.date('certificateTo')
  const insurer = readInsurer(values, 'insurer')
  const printedInsurer = readInsurer(values, 'printedInsurer')
  const series = values.short('policySeries')
  const number = values.short('policyNumber')
  const ownEnp = readEnp(values, 'policyEnp')
  if (typeCode === null && status === null && from === null) {
    warnings.push('policy-missing')
    return null
  }
  for (const field of NEEDED) if (values.text(field) === '') values.refuse(field, 'value-missing')
  if (typeCode === null || status === null || from === null) {
    values.refuse('policyType', 'value-missing')
    return null
  }
  if (to !== null && to < from) values.refuse('policyTo', 'date-order')
  const known = policyType(typeCode)
  if (known === null) warnings.push('policy-type-unknown')
  const type = known?.letter ?? typeCode
  return { type, status, enp: ownEnp ?? (UNIFIED.has(type) ? enp : null), series, number, from, to, certificateTo, insurer, printedInsurer }
}

function readInsurer(values: RowValues, field: Extract<FieldName, 'insurer' | 'printedInsurer'>): string | null {
  const code = values.short(field)
  if (code !== null && !/^\d{5}$/.test(code)) values.refuse(field, 'value-format')
  return code
}

import { hasEnpCheckDigit } from '../../../src-shared/policy/enp.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import type { RegisterRecord } from '../../../src-shared/register/record.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { ROWS_PER_PERSON } from '../register/packed-values.ts'
import type { Line } from './read-lines.ts'
import type { BadLineReason } from './quarantine.ts'
import { isRegisterRecord } from './record-check.ts'

/** One line of a register file as a record that the store can hold, or why it is set aside. */
export function readRecord(line: Line): Result<RegisterRecord, BadLineReason> {
  if ('fault' in line) return err(line.fault)
  const { text } = line
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return err(text.includes('\0') ? 'nul-byte' : 'not-json')
  }
  if (!isRegisterRecord(value)) return err('not-a-record')
  // Only an escape brings characters into the text that the file itself cannot hold.
  const fault = text.includes('\\u') ? textFault(value) : null
  if (fault !== null) return err(fault)
  const reason = 'person' in value ? personFault(value.person) : null
  return reason === null ? ok(value) : err(reason)
}

/** NUL ends a text in SQLite, and half a surrogate pair comes back as another character. */
function textFault(value: unknown): BadLineReason | null {
  if (typeof value === 'string') {
    if (value.includes('\0')) return 'nul-byte'
    return value.isWellFormed() ? null : 'broken-text'
  }
  if (typeof value !== 'object' || value === null) return null
  for (const part of Object.values(value)) {
    const fault = textFault(part)
    if (fault !== null) return fault
  }
  return null
}

/**
 * Why the store does not take a person of the right shape, or null. A row with a wrong ENP is set aside (policy formats §3.4). Former
 * ENPs only lead to a person and are kept as they are: a mistake in an old number must not hide somebody who is insured.
 */
export function personFault(person: Person): BadLineReason | null {
  if (person.enp !== null && !hasEnpCheckDigit(person.enp)) return 'enp-check-digit'
  for (const { enp } of person.policies) {
    if (enp !== null && enp !== person.enp && !hasEnpCheckDigit(enp)) return 'enp-check-digit'
  }
  const isLong = person.policies.length + person.formerEnps.length > ROWS_PER_PERSON || person.documents.length > ROWS_PER_PERSON
  return isLong || person.attachments.length > ROWS_PER_PERSON || person.representatives.length > ROWS_PER_PERSON ? 'too-many-rows' : null
}

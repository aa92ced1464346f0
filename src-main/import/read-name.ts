import { nameKey } from '../../src-shared/identity/names.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { isEncodedTwice } from './encoding.ts'
import type { RejectReason } from './outcome.ts'

const LONGEST_NAME = 200
const PLAIN = /^[А-ЯЁа-яё]+(?:[ -][А-ЯЁа-яё]+)*$/
/** What names of registers consist of (policy formats §6.1); other scripts and signs are damage. */
const ALLOWED = /^[\p{Script=Cyrillic}\p{Script=Latin}\p{M}\p{N}\s.,'’‘ʼ`´"«»()/‐‑–—-]+$/u

export interface ReadName {
  /** As written; null where the part is absent: empty, «НЕТ», «-» (policy formats §6.1). */
  readonly name: string | null
  /** Latin letters among Russian ones: folded when searched, kept as read (register sources §5.5, rule 5). */
  readonly hasLookAlikes: boolean
}

/** One part of a name. Refused are texts that were read in a wrong encoding and signs that no name has. */
export function readName(text: string): Result<ReadName, RejectReason> {
  if (PLAIN.test(text) && text.length <= LONGEST_NAME && text.length > 3) return ok({ name: text, hasLookAlikes: false })
  if (text.length > LONGEST_NAME) return err('value-too-long')
  if (nameKey(text) === null) return ok({ name: null, hasLookAlikes: false })
  if (isEncodedTwice(text)) return err('encoded-twice')
  if (!ALLOWED.test(text) || !/\p{L}/u.test(text)) return err('name-characters')
  return ok({ name: text, hasLookAlikes: /\p{Script=Latin}/u.test(text) && /\p{Script=Cyrillic}/u.test(text) })
}

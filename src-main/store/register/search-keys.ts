import { nameKey } from '../../../src-shared/identity/names.ts'
import { policyNumberKey, policyTypeLetter } from '../../../src-shared/policy/numbers.ts'

/**
 * The key by which names are looked up: family and given name folded (policy formats §6.2), «А-Б» as «А Б» (§6.5). The
 * patronymic is not in it, because it may be absent on one side (coverage rules §2 step 4).
 */
export function personNameKey(familyName: string | null, givenName: string | null): string {
  return `${wordsKey(familyName) ?? ''}|${wordsKey(givenName) ?? ''}`
}

/** Words that a loading keeps with their keys: the names of a region repeat. */
const KNOWN_WORDS = 20_000
/** A longer piece of a text may hold on to the whole text, which is a line of a feed. */
const LONGEST_KNOWN = 12

/** `personNameKey` for many people in a row. */
export function createNameKeys(): typeof personNameKey {
  const known = new Map<string, string>()
  const keyOf = (part: string | null): string => {
    if (part === null) return ''
    if (part.length > LONGEST_KNOWN) return wordsKey(part) ?? ''
    const found = known.get(part)
    if (found !== undefined) return found
    const key = wordsKey(part) ?? ''
    if (known.size >= KNOWN_WORDS) known.clear()
    known.set(part, key)
    return key
  }
  return (familyName, givenName) => `${keyOf(familyName)}|${keyOf(givenName)}`
}

/** One folded name part, hyphens as spaces; null where it is absent. */
export function wordsKey(part: string | null): string | null {
  const key = nameKey(part)
  return key === null || !key.includes('-') ? key : key.replaceAll('-', ' ')
}

/** Policies whose own number is the ENP or an internal blank number, which nobody shows (policy formats §4.1). */
const FOUND_BY_ENP_ALONE = new Set(['П', 'Э', 'Ц'])

/** The key by which a policy is looked up by its number; null for policies that are found by their ENP alone. */
export function policyLookupKey(policy: {
  readonly type: string
  readonly series: string | null
  readonly number: string | null
}): string | null {
  if (policy.number === null || FOUND_BY_ENP_ALONE.has(policyTypeLetter(policy.type))) return null
  const key = policyNumberKey(policy.series, policy.number)
  return key === '' ? null : key
}

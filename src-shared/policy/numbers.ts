import policyTypesFile from '../../resources/classifiers/policy-types.json' with { type: 'json' }
import { lookAlikesToCyrillic, plainText } from '../identity/fold.ts'

export interface PolicyType {
  /** Cyrillic letter of OID 1.2.643.2.40.5.100.86. */
  readonly letter: string
  readonly name: { readonly ru: string; readonly en: string }
  readonly short: { readonly ru: string; readonly en: string }
}

/** The letters known today (policy formats §4.3); registers may use others, which are kept as they are. */
export const policyTypes: readonly PolicyType[] = policyTypesFile.types

const byLetter = new Map(policyTypes.map((type) => [type.letter, type]))

/**
 * The search key of a policy number that is no ENP: old policies, temporary certificates, УЭК cards (policy formats §4.1).
 * Series and number are joined; case, spaces, hyphens and № do not matter, Latin look-alikes count as Cyrillic. Letters О and З
 * are never taken for digits.
 */
export function policyNumberKey(series: string | null, number: string): string {
  const text = (series ?? '') + number
  if (/^\d+$/.test(text)) return text
  return lookAlikesToCyrillic(
    plainText(text)
      .toUpperCase()
      .replace(/[\s№.-]/g, ''),
  )
}

/** A type letter in any typing (lower case, spaces, Latin look-alike) as the letter of the table; unknown letters as read, trimmed. */
export function policyTypeLetter(text: string): string {
  const letter = lookAlikesToCyrillic(plainText(text).trim().toUpperCase())
  return byLetter.has(letter) ? letter : text.trim()
}

/** The table entry of a letter in any typing, or null for a letter that is not known. */
export function policyType(text: string): PolicyType | null {
  return byLetter.get(policyTypeLetter(text)) ?? null
}

import { codedPart } from '../policy/enp.ts'
import { finding } from './finding.ts'
import type { Finding } from './finding.ts'
import type { KnownEvidence } from './known-facts.ts'

/**
 * Step 1 (coverage rules §2): why nothing usable was read, or null. A typed 16-digit number with an impossible coded part
 * counts as a bank card only when a ready register was asked and found nobody by anything shown.
 */
export function stepInput(evidence: KnownEvidence, registerReady: boolean): Finding | null {
  if (evidence.problem === 'unreadable') return null
  if (evidence.problem !== null) return finding(evidence.problem)
  if (evidence.presented?.length === 0) return finding('input-empty')
  return registerReady && looksLikeBankCard(evidence) ? finding('not-a-policy-code', {}, 'bank-card') : null
}

function looksLikeBankCard({ presented, lookups }: KnownEvidence): boolean {
  if (presented === null || lookups === null || lookups.some((lookup) => lookup.people.length > 0)) return false
  return presented.some((item) => item.kind === 'enp' && codedPart(item.enp) === null)
}

import type { Facts } from '../../src-shared/coverage/facts.ts'
import type { UsableItem } from '../../src-shared/intake/item.ts'
import type { Person } from '../../src-shared/register/person.ts'
import type { Finding, Register } from './ports.ts'

export const EMPTY_FINDING: Finding = { lookups: [], people: [], insurers: [] }

/** The two groups of a question: what is shown for the patient, and what the representative of a newborn shows. */
type Groups<Value> = readonly [Value, Value]

/**
 * Looks both groups up in one and the same generation of the register: when another process switches the register in between,
 * the look-ups are done again, so that an answer never mixes two versions. `candidate` narrows the hits to the record that the
 * receptionist chose from the list.
 */
export function findForCheck(
  register: Register,
  items: Groups<readonly UsableItem[]>,
  ask: boolean,
  candidate: string | null,
): { readonly register: Facts['register']; readonly findings: Groups<Finding> } {
  for (let attempt = 1; ; attempt += 1) {
    const before = register.facts()
    if (!ask || before.state !== 'ready') return { register: before, findings: [EMPTY_FINDING, EMPTY_FINDING] }
    const findings: Groups<Finding> = [find(register, items[0], candidate), find(register, items[1], candidate)]
    const after = register.facts()
    if (after.state !== 'ready') return { register: after, findings: [EMPTY_FINDING, EMPTY_FINDING] }
    if (sameGeneration(before, after)) return { register: after, findings }
    if (attempt === 5) throw new Error('The register changed during every look-up.')
  }
}

function find(register: Register, items: readonly UsableItem[], candidate: string | null): Finding {
  if (items.length === 0) return EMPTY_FINDING
  const finding = register.find(items)
  return candidate === null ? finding : narrowed(finding, candidate)
}

function sameGeneration(one: Facts['register'], other: Facts['register']): boolean {
  return one.version === other.version && one.asOf === other.asOf && one.issuedAt === other.issuedAt && one.source === other.source
}

/** Only look-ups that found the candidate are narrowed to it; one that found other people only still contradicts. */
function narrowed(finding: Finding, candidate: string): Finding {
  const byId = new Map(finding.people.map((person) => [person.id, person]))
  const lookups = finding.lookups.map((lookup) => {
    const chosen = lookup.people.filter((id) => leadsTo(id, candidate, byId))
    return chosen.length === 0 ? lookup : { ...lookup, people: chosen }
  })
  return { ...finding, lookups }
}

function leadsTo(start: string, target: string, byId: ReadonlyMap<string, Person>): boolean {
  const seen = new Set<string>()
  for (let id: string | null = start; id !== null && !seen.has(id); id = byId.get(id)?.redirect ?? null) {
    if (id === target) return true
    seen.add(id)
  }
  return false
}

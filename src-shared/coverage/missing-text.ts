import type { KnownFacts, Section } from './known-facts.ts'

const order: readonly Section[] = ['facts', 'station', 'register', 'evidence', 'people', 'insurers', 'history', 'newborn']

/** The unreadable sections for the placeholder {what}, joined by commas in a fixed order; names are translated when shown. */
export function missingText(known: KnownFacts): string {
  const named = order.filter((section) => known.missing.has(section))
  return named.length === 0 ? 'facts' : named.join(',')
}

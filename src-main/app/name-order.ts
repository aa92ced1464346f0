import type { UsableItem } from '../../src-shared/intake/item.ts'
import type { Register } from './ports.ts'
import type { Reading } from './read-shown.ts'

type Name = Extract<UsableItem, { kind: 'name-and-birth-date' }>

/**
 * Two words do not say which is the family name («Мария Кузнецова»): where the usual order finds nobody and the other order finds
 * somebody, the item is taken in the order that found. Everything else stays as read; the rules compare the person as ever.
 */
export function inFoundOrder(reading: Reading, register: Register): Reading {
  if (!reading.presented.some(mayBeTurned) || register.facts().state !== 'ready') return reading
  const turned = new Map<unknown, UsableItem>()
  for (const item of reading.presented) {
    if (!mayBeTurned(item) || finds(register, item)) continue
    const other: Name = { ...item, familyName: item.givenName, givenName: item.familyName }
    if (finds(register, other)) turned.set(item, other)
  }
  if (turned.size === 0) return reading
  return {
    ...reading,
    items: reading.items.map((item) => turned.get(item) ?? item),
    presented: reading.presented.map((item) => turned.get(item) ?? item),
  }
}

function mayBeTurned(item: UsableItem): item is Name {
  return item.kind === 'name-and-birth-date' && item.patronymic === null && item.familyName !== null && item.givenName !== null
}

function finds(register: Register, item: UsableItem): boolean {
  return register.find([item]).lookups.some((lookup) => lookup.people.length > 0)
}

/** A place in a JSON value: the object or list that holds it, and its key there. */
export interface Place {
  readonly holder: Record<string, unknown>
  readonly key: string
  readonly path: string
}

/** Every key at any depth, list elements included. */
export function placesOf(value: unknown): readonly Place[] {
  const places: Place[] = []
  collect(value, '', places)
  return places
}

function collect(value: unknown, path: string, places: Place[]): void {
  if (typeof value !== 'object' || value === null) return
  const holder = value as Record<string, unknown>
  for (const key of Object.keys(holder)) {
    places.push({ holder, key, path: `${path}/${key}` })
    collect(holder[key], `${path}/${key}`, places)
  }
}

/**
 * Garbage and unknown codes in place of a value, some of them in the shape of a right one. An empty list is no garbage in place
 * of a list, nor null anywhere: both say something.
 */
export function garbageFor(value: unknown, key: string): readonly unknown[] {
  if (typeof value === 'string') return [...shaped(value), 'ЪЪЪ', '', 7, {}]
  if (typeof value === 'number') return [-1, 'ЪЪЪ', 1e300, ...(key === 'type' ? [99] : [])]
  if (Array.isArray(value)) return ['ЪЪЪ', {}, [null], [{}]]
  return ['ЪЪЪ', -1, []]
}

/** What `look` sees while the place holds `value`. */
export function duringGarbage<Value>({ holder, key }: Place, value: unknown, look: () => Value): Value {
  const before = holder[key]
  holder[key] = value
  try {
    return look()
  } finally {
    holder[key] = before
  }
}

/** What `look` sees while the key is gone; afterwards it is back, in whatever place of the object. */
export function duringDeletion<Value>({ holder, key }: Place, look: () => Value): Value {
  const before = holder[key]
  delete holder[key]
  try {
    return look()
  } finally {
    holder[key] = before
  }
}

function shaped(value: string): readonly string[] {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return ['2026-02-30']
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return ['2026-02-30T00:00:00Z']
  return /^\d+$/.test(value) ? [value.replace(/\d/g, '9')] : []
}

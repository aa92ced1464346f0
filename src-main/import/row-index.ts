/** A row as the index keeps it. */
export interface IndexedRow {
  readonly high: number
  readonly low: number
  /** The day on which the attachment began as a number (`20240131`), 0 without. */
  readonly day: number
  /** From 0, in the order of the file. */
  readonly row: number
}

/** What the index knows of a person. */
export interface PersonRows {
  readonly entry: number
  /** The row that counts: the latest attachment, of several the last row (register sources §5.5, rule 6). */
  readonly winner: number
  readonly last: number
  readonly isSingle: boolean
}

export interface RowIndex {
  /** False where the person has so many rows already that this one does not count. */
  add(row: IndexedRow): boolean
  /** Null for a person who was not added. */
  find(key: { readonly high: number; readonly low: number }): PersonRows | null
  readonly people: number
  /** Rows of people who have more than one. */
  readonly scattered: number
}

const START = 1 << 10
/** Nobody has so many rows; a file with one number in all its rows must not fill the memory with them. */
const MOST_ROWS = 1000

/**
 * Which rows belong to one person, without the rows: some 40 bytes a person in typed arrays, because a region has millions. Keys are 64
 * bits, exact for ENPs.
 */
export function createRowIndex(): RowIndex {
  let slots = new Uint32Array(START * 2)
  let columns = emptyColumns(START)
  let people = 0
  let scattered = 0

  /** The place of a key in `slots`: its own, or the free one where it belongs. Slots hold entry + 1. */
  const slotOf = (high: number, low: number): number => {
    const mask = slots.length - 1
    let slot = mixed(high, low) & mask
    for (;;) {
      const entry = (slots[slot] ?? 0) - 1
      if (entry === -1 || (columns.high[entry] === high && columns.low[entry] === low)) return slot
      slot = (slot + 1) & mask
    }
  }
  const grow = (): void => {
    columns = grownColumns(columns, Math.ceil(people * 1.5))
    if (columns.high.length * 4 <= slots.length * 3) return
    slots = new Uint32Array(slots.length * 2)
    for (let entry = 0; entry < people; entry += 1) slots[slotOf(columns.high[entry] ?? 0, columns.low[entry] ?? 0)] = entry + 1
  }
  return {
    add({ high, low, day, row }) {
      if (people === columns.high.length) grow()
      const slot = slotOf(high, low)
      const entry = (slots[slot] ?? 0) - 1
      if (entry === -1) {
        slots[slot] = people + 1
        columns.high[people] = high
        columns.low[people] = low
        columns.first[people] = row
        take(columns, people, day, row)
        columns.last[people] = row
        columns.count[people] = 1
        people += 1
        return true
      }
      const count = columns.count[entry] ?? 0
      if (count === MOST_ROWS) return false
      columns.count[entry] = count + 1
      scattered += columns.first[entry] === columns.last[entry] ? 2 : 1
      columns.last[entry] = row
      if (day >= (columns.day[entry] ?? 0)) take(columns, entry, day, row)
      return true
    },
    find({ high, low }) {
      const entry = (slots[slotOf(high, low)] ?? 0) - 1
      if (entry === -1) return null
      const last = columns.last[entry] ?? 0
      return {
        entry,
        winner: columns.winner[entry] ?? 0,
        last,
        isSingle: columns.first[entry] === last,
      }
    },
    get people() {
      return people
    },
    get scattered() {
      return scattered
    },
  }
}

interface Columns {
  readonly high: Uint32Array
  readonly low: Uint32Array
  readonly day: Uint32Array
  readonly count: Uint32Array
  readonly first: Uint32Array
  readonly last: Uint32Array
  readonly winner: Uint32Array
}

function take(columns: Columns, entry: number, day: number, row: number): void {
  columns.day[entry] = day
  columns.winner[entry] = row
}

function emptyColumns(length: number): Columns {
  const column = () => new Uint32Array(length)
  return { high: column(), low: column(), day: column(), count: column(), first: column(), last: column(), winner: column() }
}

function grownColumns(old: Columns, length: number): Columns {
  const longer = (column: Uint32Array): Uint32Array => {
    const grown = new Uint32Array(length)
    grown.set(column)
    return grown
  }
  const { high, low, day, count, first, last, winner } = old
  return {
    high: longer(high),
    low: longer(low),
    day: longer(day),
    count: longer(count),
    first: longer(first),
    last: longer(last),
    winner: longer(winner),
  }
}

function mixed(high: number, low: number): number {
  let hash = Math.imul(high ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(low, 0xc2b2ae35)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}

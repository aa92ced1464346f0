/** Why a line of a register file was set aside. None of them holds anything of the line itself. */
export type BadLineReason =
  | 'line-too-long'
  | 'not-utf8'
  | 'not-json'
  | 'nul-byte'
  | 'broken-text'
  | 'not-a-record'
  | 'enp-check-digit'
  | 'too-many-rows'

export interface BadLine {
  /** From 1; line 1 is the header. */
  readonly line: number
  readonly reason: BadLineReason
}

/** What was set aside while loading, without personal data. */
export interface QuarantineReport {
  readonly lines: number
  readonly byReason: Readonly<Partial<Record<BadLineReason, number>>>
  /** The first of them, at most 100. */
  readonly first: readonly BadLine[]
}

export interface Quarantine {
  add(line: number, reason: BadLineReason): void
  report(): QuarantineReport
  /** True where so much is wrong with `records` lines that the file as a whole cannot be trusted. */
  isTooMuch(records: number): boolean
}

const LISTED = 100
/** A few bad lines happen in small files too; above them one in a hundred is too many (register feed, promise 7). */
const ALWAYS_ALLOWED = 10
const ALLOWED_SHARE = 0.01

export function createQuarantine(): Quarantine {
  const byReason: Partial<Record<BadLineReason, number>> = {}
  const first: BadLine[] = []
  let lines = 0
  return {
    add(line, reason) {
      lines += 1
      byReason[reason] = (byReason[reason] ?? 0) + 1
      if (first.length < LISTED) first.push({ line, reason })
    },
    report: () => ({ lines, byReason, first }),
    isTooMuch: (records) => lines > ALWAYS_ALLOWED && lines > records * ALLOWED_SHARE,
  }
}

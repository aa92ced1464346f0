import type { CalendarDate } from '../../src-shared/calendar.ts'
import type { RegisterRecord } from '../../src-shared/register/record.ts'
import type { EncodingName } from './encoding.ts'
import type { FieldName } from './profile.ts'

/** Why a row is set aside (register sources §5.5, rule 5). None of the reasons tells anything of the row itself. */
export const rejectReasons = [
  'field-count',
  'column-missing',
  'element-repeated',
  'row-too-long',
  'quote-open',
  'not-decodable',
  'control-character',
  'encoded-twice',
  'name-characters',
  'name-missing',
  'key-missing',
  'value-missing',
  'value-too-long',
  'value-format',
  'unknown-code',
  'enp-format',
  'enp-zero-lost',
  'enp-check-digit',
  'date-impossible',
  'date-in-future',
  'date-too-early',
  'date-order',
  'person-too-often',
] as const
export type RejectReason = (typeof rejectReasons)[number]

/** What is odd about a row that is taken all the same (register sources §5.5, rule 5; policy formats §3.4, §5.2, §5.3). */
export const warningCodes = [
  'enp-coded-part-unreadable',
  'enp-other-birth-date',
  'enp-swapped-birth-date',
  'enp-other-sex',
  'look-alikes-in-name',
  'snils-left-out',
  'document-without-type',
  'document-without-number',
  'document-type-unknown',
  'document-mask',
  'attachment-incomplete',
  'policy-missing',
  'policy-type-unknown',
  'status-contradicts',
] as const
export type WarningCode = (typeof warningCodes)[number]

/** Why a whole file is refused; nothing of it may be used. */
export const refusalCodes = [
  'file-unreadable',
  'file-empty',
  'file-changed',
  'file-truncated',
  'name-unexpected',
  'name-differs',
  'other-party',
  'already-loaded',
  'older-than-loaded',
  'same-bytes',
  'kind-differs',
  'encoding-unsupported',
  'encoding-contradicts',
  'encoding-doubtful',
  'layout-unknown',
  'columns-missing',
  'header-missing',
  'rows-stated-differ',
  'rows-too-many',
  'xml-damaged',
  'xml-doctype',
  'xml-root',
  'xml-too-deep',
  'xml-too-long',
  'dbf-damaged',
  'dbf-field-type',
  'zip-damaged',
  'zip-encrypted',
  'zip-members',
  'zip-name',
  'zip-nested',
  'zip-too-large',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** Refusals that an administrator may lift with a reason (register sources §5.4); the others are facts about the bytes. */
export const liftableRefusals: ReadonlySet<RefusalCode> = new Set([
  'already-loaded',
  'older-than-loaded',
  'same-bytes',
  'name-differs',
  'rows-stated-differ',
])

export interface Refusal {
  readonly code: RefusalCode
  /** Numbers, names of columns and files; no personal data. */
  readonly params: Readonly<Record<string, string>>
  /** Up to three names as each encoding reads them, for a person to choose by. Personal data: for the screen, never for a log. */
  readonly samples?: Readonly<Partial<Record<EncodingName, readonly string[]>>>
}

/** Where a row stands. Both count from 1; a DBF has records and no lines. */
export interface RowPlace {
  readonly line: number | null
  readonly record: number
}

/** Parts of a person that a source may carry or not. */
export const personParts = [
  'enp',
  'names',
  'dost',
  'sex',
  'snils',
  'death',
  'redirect',
  'policyEnds',
  'certificateEnds',
  'documents',
  'documentEnds',
  'attachments',
] as const
export type PersonPart = (typeof personParts)[number]

/** What a file says about itself, and what was found in it before the first record. */
export interface SourceFacts {
  readonly profile: string
  /** Without its folder; of a zip the member after a slash. */
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly encoding: EncodingName
  /** The day of which the data are, as the name or the header states it. */
  readonly asOf: CalendarDate
  /** `full-list`: all the people whom the sender has; even so, absence means no more than «not in this list» (§5.5, rule 7). */
  readonly content: 'full-list' | 'changes'
  /** Files of one series follow one another: profile, sender, receiver. */
  readonly series: string
  /** The place of the file in its series; compared part by part, numbers as numbers (§5.4). */
  readonly order: readonly (string | number)[]
  /** Whether the profile reads statuses of policies; without them the people prove no coverage (§5.5, rule 7). */
  readonly carriesPolicies: boolean
  readonly carriesNames: boolean
  /** Parts of a person that the profile reads from no column: their absence from a record says nothing. */
  readonly lacks: readonly PersonPart[]
  /** Whether people come with the register's own ids; else they are known by ENP, document or name (§5.5, rule 6). */
  readonly carriesIds: boolean
  /** Rows as the header states them; null where it does not. */
  readonly statedRows: number | null
  readonly counts: ImportCounts
}

/** Every row is counted exactly once: `rows` = `records` + `merged` + `duplicates` + `rejected`. */
export interface ImportCounts {
  readonly rows: number
  readonly records: number
  /** Rows whose attachment, policy or document went into another row's record. */
  readonly merged: number
  readonly duplicates: number
  readonly rejected: number
  /** True where so much is rejected that the whole file waits for an administrator (§5.5, rule 5). */
  readonly brake: boolean
}

export type ImportOutcome =
  | { readonly kind: 'source'; readonly source: SourceFacts }
  | { readonly kind: 'record'; readonly place: RowPlace; readonly record: RegisterRecord; readonly warnings: readonly WarningCode[] }
  /** Another row of the same person counts; `differs`: the two do not agree on name and birth date. */
  | { readonly kind: 'duplicate'; readonly place: RowPlace; readonly kept: RowPlace; readonly differs: boolean }
  | { readonly kind: 'merged'; readonly place: RowPlace; readonly kept: RowPlace }
  | Rejection
  | { readonly kind: 'finished'; readonly counts: ImportCounts }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export interface Rejection {
  readonly kind: 'rejected'
  readonly place: RowPlace
  /** The field of the record that could not be made; null where the row as such cannot be read. */
  readonly field: FieldName | null
  readonly reason: RejectReason
  /** Rows that went with it: an open quotation mark may take several lines along. */
  readonly rows: number
  /** The row itself where it came apart into cells, else null. Personal data: for a sealed list only, never for a log or a report. */
  readonly raw: readonly string[] | null
}

/**
 * A refusal on its way through the streams. It never leaves this folder: `importSource` and `readClassifier` turn it into a value.
 */
export class SourceFault extends Error {
  readonly refusal: Refusal
  constructor(code: RefusalCode, params: Refusal['params'] = {}, more: Pick<Refusal, 'samples'> = {}) {
    super(code)
    this.name = 'SourceFault'
    this.refusal = { code, params, ...more }
  }
}

/** The same brake as for a register file: a few bad rows happen in small files, more than one in a hundred do not. */
export function isBraked(counts: { readonly rows: number; readonly rejected: number; readonly records: number }): boolean {
  const { rows, rejected, records } = counts
  return records === 0 || rejected * 2 > rows || (rejected > 10 && rejected * 100 > rows)
}

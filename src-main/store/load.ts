import { statSync } from 'node:fs'
import type { Failure, RegisterState } from '../../src-shared/contract.ts'
import { RECORD_SCHEMA_VERSION, registerHeaderSchema } from '../../src-shared/register/record.ts'
import type { RegisterHeader } from '../../src-shared/register/record.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import type { DataFolder } from '../app/ports.ts'
import { failure } from './failures.ts'
import { createQuarantine } from './load/quarantine.ts'
import type { Quarantine, QuarantineReport } from './load/quarantine.ts'
import { readLines } from './load/read-lines.ts'
import type { Line } from './load/read-lines.ts'
import { readRecord } from './load/read-record.ts'

/** What a load brought. */
export interface LoadReport {
  readonly register: RegisterState
  /** Good lines; of several with the same person or insurer the last counts. */
  readonly records: number
  readonly quarantined: QuarantineReport
}

export interface LoadOptions {
  /** JSON Lines: the header, then one record a line (`resources/schemas/register-record.schema.json`). */
  readonly file: string
  readonly folder: Pick<DataFolder, 'build'>
  /** Hears the bytes read so far, of how many. */
  readonly onProgress: (done: number, total: number) => void
}

/**
 * Loads a register file as a new generation beside the current one, line by line with bounded memory, and switches when all is
 * there. Bad lines are set aside and counted; more than 1 % of them (and more than ten) refuse the whole file. Errors, after
 * each of which the former generation answers on: `file-unreadable`, `file-newer`, `file-refused`, `file-empty`,
 * `folder-kind-differs`, `disk-full`.
 */
export function loadJsonLines({ file, folder, onProgress }: LoadOptions): Result<LoadReport, Failure> {
  try {
    const total = statSync(file).size
    const lines = readLines(file, (done) => onProgress(done, total))
    try {
      const { value: first } = lines.next()
      const header = readHeader(first ?? null, file)
      return header.ok ? loadRecords(lines, header.value, file, folder) : header
    } finally {
      lines.return()
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && 'code' in error) return err(unreadable(file, { cause: String(error.code) }))
    throw error
  }
}

function loadRecords(
  lines: Iterable<Line>,
  header: RegisterHeader,
  file: string,
  folder: LoadOptions['folder'],
): Result<LoadReport, Failure> {
  const started = folder.build(header)
  if (!started.ok) return started
  const builder = started.value
  const quarantine = createQuarantine()
  let number = 1
  let records = 0
  let people = 0
  try {
    for (const line of lines) {
      number += 1
      if ('text' in line && line.text === '') continue
      const record = readRecord(line)
      if (record.ok) {
        records += 1
        if ('person' in record.value) people += 1
        builder.add(record.value)
      } else quarantine.add(number, record.error)
      const failed = builder.failure()
      if (failed !== null) return err(failed)
    }
    if (quarantine.isTooMuch(records + quarantine.report().lines)) return err(refused(file, records, quarantine))
    if (people === 0) return err(empty(file, quarantine))
    const switched = builder.finish()
    return switched.ok ? ok({ register: switched.value, records, quarantined: quarantine.report() }) : switched
  } finally {
    builder.abort()
  }
}

function readHeader(line: Line | null, file: string): Result<RegisterHeader, Failure> {
  if (line === null || 'fault' in line) return err(unreadable(file))
  let value: unknown
  try {
    value = JSON.parse(line.text)
  } catch {
    return err(unreadable(file))
  }
  const version = typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : null
  if (typeof version === 'number' && version > RECORD_SCHEMA_VERSION) {
    const params = { path: file, found: String(version), known: String(RECORD_SCHEMA_VERSION) }
    return err(
      failure('file-newer', `The file has format ${version}; this Polis Desk knows formats up to ${RECORD_SCHEMA_VERSION}.`, params),
    )
  }
  const header = registerHeaderSchema.safeParse(value)
  return header.success ? ok(header.data) : err(unreadable(file))
}

function refused(file: string, records: number, quarantine: Quarantine): Failure {
  const { lines, first } = quarantine.report()
  return failure('file-refused', 'Too many lines of the file are wrong; the former register stays.', {
    path: file,
    bad: String(lines),
    lines: String(records + lines),
    line: String(first[0]?.line ?? 1),
    reason: first[0]?.reason ?? '',
  })
}

/** A register of nobody is a file cut short, and must not take the place of one that answers. */
function empty(file: string, quarantine: Quarantine): Failure {
  const [first] = quarantine.report().first
  return failure('file-empty', 'The file holds nobody; the former register stays.', {
    path: file,
    ...(first === undefined ? {} : { line: String(first.line) }),
  })
}

function unreadable(file: string, more: Failure['params'] = {}): Failure {
  return failure('file-unreadable', 'The file does not begin with the header of a register file.', { path: file, ...more })
}

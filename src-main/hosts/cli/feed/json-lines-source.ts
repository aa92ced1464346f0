import path from 'node:path'
import type { Failure } from '../../../../src-shared/contract.ts'
import { RECORD_SCHEMA_VERSION, registerHeaderSchema } from '../../../../src-shared/register/record.ts'
import { err, ok } from '../../../../src-shared/result.ts'
import type { Result } from '../../../../src-shared/result.ts'
import type { PublishSource, SourceOutcome } from '../../../feed/publish/source.ts'
import { readLines } from '../../../store/load/read-lines.ts'
import type { Line } from '../../../store/load/read-lines.ts'
import { readRecord } from '../../../store/load/read-record.ts'

/**
 * A register file as `desk load` takes it (`resources/schemas/register-record.schema.json`): line 1 the header, every further line a
 * record, judged by the same rules. Errors: `file-unreadable`, `file-newer`.
 */
export function jsonLinesSource(file: string): Result<PublishSource, Failure> {
  const lines = readLines(file, () => undefined)
  const first = firstLine(lines, file)
  if (!first.ok) return first
  const header = registerHeaderSchema.safeParse(first.value)
  if (!header.success) {
    lines.return()
    return err(unreadable(file, newerFormat(first.value)))
  }
  return ok({ header: header.data, content: 'full-list', outcomes: outcomesOf(lines, path.basename(file)) })
}

function firstLine(lines: Generator<Line, void, void>, file: string): Result<unknown, Failure> {
  try {
    const { value: line } = lines.next()
    if (line !== undefined && 'text' in line) return ok(JSON.parse(line.text))
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof Error && 'syscall' in error)) throw error
  }
  lines.return()
  return err(unreadable(file, null))
}

function* outcomesOf(lines: Iterable<Line>, file: string): Generator<SourceOutcome, void, void> {
  // Line 1 is the header.
  const place = { line: 1, record: 0 }
  for (const line of lines) {
    place.line += 1
    if ('text' in line && line.text === '') continue
    place.record += 1
    const origin = { file, ...place }
    const record = readRecord(line)
    yield record.ok
      ? { kind: 'record', record: record.value, origin }
      : { kind: 'rejected', reason: record.error, origin, raw: 'text' in line ? [line.text] : null }
  }
}

function newerFormat(value: unknown): number | null {
  const version = typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : null
  return typeof version === 'number' && version > RECORD_SCHEMA_VERSION ? version : null
}

function unreadable(file: string, newer: number | null): Failure {
  if (newer === null) return { code: 'file-unreadable', message: 'No register file.', params: { path: file } }
  const params = { path: file, found: String(newer), known: String(RECORD_SCHEMA_VERSION) }
  return { code: 'file-newer', message: 'The file is of a newer format.', params }
}

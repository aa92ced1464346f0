import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Failure } from '../../src-shared/contract.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { writeDurably } from '../app/files/durable-file.ts'
import { failure, storageFailureOrThrow } from './failures.ts'

const SETTINGS_FILE = 'settings.json'

/** The settings as written, `{}` where there are none yet. Error `settings-damaged`: the file is no JSON. */
export function readSettingsFile(folder: string): Result<unknown, Failure> {
  const file = path.join(folder, SETTINGS_FILE)
  try {
    return ok(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError) return err(failure('settings-damaged', 'The settings file is no JSON.', { path: file }))
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ok({})
    return err(storageFailureOrThrow(error, file))
  }
}

/** Replaces the settings as a whole. */
export function writeSettingsFile(folder: string, value: unknown): Result<null, Failure> {
  const file = path.join(folder, SETTINGS_FILE)
  try {
    writeDurably(file, `${JSON.stringify(value, null, 2)}\n`)
    return ok(null)
  } catch (error) {
    return err(storageFailureOrThrow(error, file))
  }
}

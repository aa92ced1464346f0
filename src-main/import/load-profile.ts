import { readFile } from 'node:fs/promises'
import { err } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { parseProfile } from './profile.ts'
import type { Profile } from './profile.ts'

/** Reads a profile that an administrator wrote, e.g. the column map of a generic table. Errors say what is wrong, place by place. */
export async function loadProfile(file: string): Promise<Result<Profile, readonly string[]>> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return err(['no JSON'])
    if (error instanceof Error && 'code' in error) return err([`the file cannot be read: ${String(error.code)}`])
    throw error
  }
  return parseProfile(value)
}

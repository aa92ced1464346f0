import { closeSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import type { Failure } from '../../../../src-shared/contract.ts'
import { err, ok } from '../../../../src-shared/result.ts'
import type { Result } from '../../../../src-shared/result.ts'
import type { FeedFailure } from '../../../feed/feed-failure.ts'
import { failed } from '../../../feed/feed-failure.ts'
import type { ListOrder } from '../../../feed/publish/list-source.ts'
import { builtInProfiles, profileForName } from '../../../import/built-in-profiles.ts'
import { loadProfile } from '../../../import/load-profile.ts'
import type { Profile } from '../../../import/profile.ts'
import { WrongUsage } from '../cli-console.ts'
import { jsonLinesSource } from './json-lines-source.ts'

/** The files of a publication, told apart by their content: one register in JSON Lines at most, and lists of profiles. */
export type PublishFiles = Pick<ListOrder, 'base' | 'lists'>

/**
 * Finds out what every file is. Errors: `profile-unknown`, `profile-unreadable`; those of `jsonLinesSource`. Throws WrongUsage for several
 * registers and for a profile that does not exist.
 */
export async function publishFiles(
  files: readonly string[],
  profileNames: readonly string[],
): Promise<Result<PublishFiles, { readonly feed: FeedFailure } | { readonly file: Failure }>> {
  const profiles = await profilesOf(profileNames)
  if (!profiles.ok) return err({ feed: profiles.error })
  let base: ListOrder['base'] = null
  const lists: { readonly file: string; readonly profile: Profile }[] = []
  for (const file of files) {
    if (isJsonLines(file, profileNames.length > 0)) {
      if (base !== null) throw new WrongUsage('There are several register files.', 'Give one file in JSON Lines, and lists beside it.')
      const source = jsonLinesSource(file)
      if (!source.ok) return err({ file: source.error })
      base = { file: path.basename(file), source: source.value }
      continue
    }
    const [only, ...more] = profiles.value
    const profile =
      more.length === 0 && only !== undefined
        ? only
        : profileForName(path.basename(file), profiles.value.length > 0 ? profiles.value : builtInProfiles)
    if (profile === null) {
      const known = (profiles.value.length > 0 ? profiles.value : builtInProfiles).map(({ id, fileName }) => `${id} ${fileName}`).join(', ')
      return err({ feed: failed('profile-unknown', { file, known }).error })
    }
    lists.push({ file, profile })
  }
  return ok({ base, lists })
}

async function profilesOf(names: readonly string[]): Promise<Result<readonly Profile[], FeedFailure>> {
  const profiles: Profile[] = []
  for (const name of names) {
    const builtIn = builtInProfiles.find(({ id }) => id === name)
    if (builtIn === undefined && !/\.json$/i.test(name)) {
      const known = builtInProfiles.map(({ id }) => id).join(', ')
      throw new WrongUsage(`There is no profile "${name}".`, `The profiles are: ${known}. One of your own is a file that ends in .json.`)
    }
    const profile = builtIn === undefined ? await loadProfile(name) : ok(builtIn)
    if (!profile.ok) return failed('profile-unreadable', { file: name, faults: profile.error.join('; ') })
    profiles.push(profile.value)
  }
  return ok(profiles)
}

/** JSON begins with a brace, which no list does. What cannot be read is told by whoever reads it. */
function isJsonLines(file: string, hasProfile: boolean): boolean {
  const start = Buffer.alloc(64)
  try {
    const handle = openSync(file, 'r')
    try {
      readSync(handle, start)
    } finally {
      closeSync(handle)
    }
  } catch {
    return !hasProfile
  }
  return start
    .toString('latin1')
    .replace(/^(?:ï»¿)?\s*/, '')
    .startsWith('{')
}

import mo1 from '../../resources/import/mo1.json' with { type: 'json' }
import mo2 from '../../resources/import/mo2.json' with { type: 'json' }
import prks from '../../resources/import/prks.json' with { type: 'json' }
import wq2 from '../../resources/import/wq2.json' with { type: 'json' }
import { nameParts } from './file-facts.ts'
import { profileSchema } from './profile.ts'
import type { Profile } from './profile.ts'

/** The profiles of the published layouts (register sources §5.1–5.3). */
export const builtInProfiles: readonly Profile[] = [mo1, mo2, prks, wq2].map((value) => profileSchema.parse(value))

/** The profile whose names a file has, its own folder not counted; null where none or several fit. */
export function profileForName(fileName: string, profiles: readonly Profile[] = builtInProfiles): Profile | null {
  const [profile, ...more] = profiles.filter((one) => nameParts(one, fileName) !== null)
  return more.length === 0 ? (profile ?? null) : null
}

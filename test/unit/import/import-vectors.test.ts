import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { encodingNames } from '../../../src-main/import/encoding.ts'
import { refusalCodes } from '../../../src-main/import/outcome.ts'
import { profileForName } from '../../../src-main/import/built-in-profiles.ts'
import { parseProfile } from '../../../src-main/import/profile.ts'
import { encodeText } from '../../fakes/source-files.ts'
import attachedCsv from '../../vectors/import/attached-csv.json' with { type: 'json' }
import attachedXml from '../../vectors/import/attached-xml.json' with { type: 'json' }
import { builtIn, importBytes, shown } from './import-file.ts'

const vectors = z
  .array(
    z.strictObject({
      name: z.string(),
      file: z.string(),
      encoding: z.enum(encodingNames),
      lines: z.array(z.string()),
      end: z.string(),
      /** Id of the profile where the name does not tell it. */
      profile: z.string().optional(),
      profileChange: z.record(z.string(), z.unknown()).optional(),
      lifted: z.array(z.enum(refusalCodes)).optional(),
      outcomes: z.array(z.string()),
    }),
  )
  .parse([...attachedCsv, ...attachedXml])

describe('a file of attached people', () => {
  it.each(vectors)('$file: $name', async ({ file, encoding, lines, end, profile, profileChange, lifted, outcomes }) => {
    const known = profile === undefined ? profileForName(file) : builtIn(profile)
    const changed = parseProfile({ ...known, ...profileChange })
    if (!changed.ok) throw new Error(changed.error.join('\n'))
    const found = await importBytes(file, encodeText(lines.join(end), encoding), { profile: changed.value, lifted: new Set(lifted) })
    expect(found.map(shown)).toEqual(outcomes)
  })
})

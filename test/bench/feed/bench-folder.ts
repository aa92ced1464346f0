import { z } from 'zod'
import { methods } from '../../../src-shared/contract.ts'
import { compose } from '../../../src-main/hosts/compose.ts'
import type { Composed } from '../../../src-main/hosts/compose.ts'
import { keyFileVault } from '../../../src-main/hosts/keys/key-file-vault.ts'
import { systemClock } from '../../../src-main/hosts/system-clock.ts'

/** Where a bench keeps its desk. */
export const deskPlaceSchema = z.strictObject({ data: z.string(), keyFile: z.string(), feedFolder: z.string(), questions: z.string() })
export type DeskPlace = z.infer<typeof deskPlaceSchema>

export const questionsSchema = z.array(methods.check.input)

/** Opens the data folder as a desk or a loading command does. */
export function openBenchFolder({ data, keyFile }: DeskPlace, role: 'desk' | 'writer'): Composed {
  const log = { info: () => undefined, error: () => undefined }
  const opened = compose({ dataFolder: data, keyFile, role, host: 'cli', clock: systemClock, log, redateDemo: false })
  if (!opened.ok) throw new Error(`The bench cannot open its folder: ${opened.error.code}.`)
  return opened.value
}

/** The key of the register, as the host hands it to the follower. */
export function registerKey({ keyFile }: DeskPlace, folderId: string): Uint8Array {
  const key = keyFileVault({ file: keyFile, folderId, occasion: 'open', passphrase: null }).key('register')
  if (!key.ok) throw new Error(`The bench has no key: ${key.error.code}.`)
  return key.value
}

import { z } from 'zod'

/** What an enrolment file says of itself before anybody opens it; whether it holds, the program judges. */
export interface EnrolmentPreview {
  readonly text: string
  readonly dataset: string
  readonly sources: readonly string[]
  /** Who opens its content key. */
  readonly sealedFor: 'passphrase' | 'station'
  /** In groups of four, to compare by eye; null where this browser cannot compute it. */
  readonly rootFingerprint: string | null
}

/** Nothing longer is sent. */
const LONGEST = 900_000

const fileSchema = z.object({
  dataset: z.string().min(1).max(200),
  root: z.base64(),
  sources: z.array(z.string()).max(20),
  contentKey: z.union([z.object({ passphrase: z.unknown() }), z.object({ station: z.unknown() })]),
})

/** Reads a file that was chosen or dropped; null: it is no enrolment. */
export async function readEnrolmentFile(file: Blob): Promise<EnrolmentPreview | null> {
  if (file.size > LONGEST) return null
  const text = await file.text()
  const parsed = fileSchema.safeParse(jsonOf(text))
  if (!parsed.success) return null
  const { dataset, root, sources, contentKey } = parsed.data
  const sealedFor = 'station' in contentKey ? 'station' : 'passphrase'
  return { text, dataset, sources, sealedFor, rootFingerprint: await fingerprint(root) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The first half of the SHA-256 of the root's bytes, as the publisher's tool prints it. */
async function fingerprint(root: string): Promise<string | null> {
  if (!('subtle' in crypto)) return null
  const bytes = Uint8Array.from(atob(root), (letter) => letter.charCodeAt(0))
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const hex = Array.from(hash.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

import { createHash } from 'node:crypto'
import { documentKey } from '../../src-shared/identity/documents.ts'
import { nameKey } from '../../src-shared/identity/names.ts'
import type { IdentityDocument, Person } from '../../src-shared/register/person.ts'

/** What makes two rows the same person, as 64 bits that fit two places of a table. */
export interface PersonKey {
  /** The id of the person in the record. */
  readonly id: string
  readonly high: number
  readonly low: number
}

type KeyParts = Pick<Person, 'enp' | 'familyName' | 'givenName' | 'patronymic' | 'birthDate'> & {
  readonly statedId: string | null
  readonly document: IdentityDocument | null
}

/**
 * The key of a person (register sources §5.5, rule 6): the register's own id where the source has it, else the ENP, else the document,
 * else name and birth date. The ids of people without a number are hashes that the next file gives again. Null where nothing
 * identifies anybody.
 */
export function personKey({ statedId, enp, document, familyName, givenName, patronymic, birthDate }: KeyParts): PersonKey | null {
  if (statedId !== null) return numbered(statedId) ?? hashed('i', statedId, statedId)
  if (enp !== null) return { id: enp, high: Number(enp.slice(0, 8)), low: Number(enp.slice(8)) }
  if (document !== null) return hashed('d', documentKey(document.type, document.series, document.number), null)
  if (familyName === null || givenName === null) return null
  return hashed('n', identityText({ familyName, givenName, patronymic, birthDate }), null)
}

/** Name and birth date for comparing rows of one person: their own spelling does not count. */
export function identityText({
  familyName,
  givenName,
  patronymic,
  birthDate,
}: Pick<Person, 'familyName' | 'givenName' | 'patronymic' | 'birthDate'>): string {
  return [nameKey(familyName), nameKey(givenName), nameKey(patronymic), birthDate].join('|')
}

/** 32 bits (FNV-1a) that tell two identities apart well enough to report it. */
export function identityHash(person: Parameters<typeof identityText>[0]): number {
  const text = identityText(person)
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  return hash >>> 0
}

/** Ids of at most 15 digits fit exactly, their length with them; in one file all people come by id or none does. */
function numbered(id: string): PersonKey | null {
  if (!/^\d{1,15}$/.test(id)) return null
  const number = Number(id)
  return { id, high: id.length * 2 ** 18 + Math.floor(number / 2 ** 32), low: number % 2 ** 32 }
}

/** An ENP's high part is below 10⁸, so the highest bit keeps hashes apart from it. */
function hashed(kind: string, text: string, id: string | null): PersonKey {
  const digest = createHash('sha256').update(`${kind} ${text}`).digest()
  return {
    id: id ?? `${kind}${digest.toString('hex', 0, 16)}`,
    high: (digest.readUInt32BE(0) | 0x80000000) >>> 0,
    low: digest.readUInt32BE(4),
  }
}

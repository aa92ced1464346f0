import { z } from 'zod'
import { UNREADABLE_RECORD } from '../../../src-shared/coverage/register-codes.ts'
import { recordLine } from '../../../src-shared/feed/published-line.ts'
import type { IdentityDocument, Person, Policy } from '../../../src-shared/register/person.ts'
import { enpSchema, registerBirthDateSchema } from '../../../src-shared/schema-pieces.ts'
import type { FeedLine } from '../../app/feed-port.ts'

/**
 * What stands in the tables for a person whose record cannot be interpreted, so that the person is found and answers
 * `record-unreadable` (register feed, «Files») instead of «not in this copy»: every key that can be read, and those of `former`, the
 * rows that stood there. Null: nothing can be read and nothing stood there, so that nobody is found.
 */
export function unreadablePerson({ head, text }: FeedLine, former: Person | null): Person | null {
  const { key, version } = head
  const prefix = recordLine('person', key, version, '').slice(0, -1)
  const keys = text.startsWith(prefix) ? readKeys(text.slice(prefix.length, -1)) : null
  if (former === null && (keys === null || isEmpty(keys))) return null
  const { enp, formerEnps, snils, birthDate, policies, documents, ...names } = keys ?? NO_KEYS
  const isNamed = Object.values(names).some((name) => name !== null)
  const held = former ?? nobody(key)
  const main = enp ?? held.enp
  return {
    ...held,
    ...(isNamed ? names : {}),
    ...(birthDate === null ? {} : { birthDate, dost: [] }),
    enp: main,
    formerEnps: joined([...formerEnps, ...held.formerEnps, ...(held.enp === null ? [] : [held.enp])], String).filter((one) => one !== main),
    snils: snils ?? held.snils,
    redirect: null,
    removed: { reason: UNREADABLE_RECORD, on: null },
    policies: joined([...held.policies, ...policies], ({ type, enp: own, series, number }) => JSON.stringify([type, own, series, number])),
    documents: joined([...held.documents, ...documents], ({ type, series, number }) => JSON.stringify([type, series, number])),
  }
}

/** More of one kind finds nobody: a person's rows have an end. */
const MOST_KEYS = 500
/** No register has it, so that nothing would ever follow from it. */
const UNKNOWN_STATUS = '?'
/** Of a date nothing is known; where the tables want one that says nothing. */
const NO_BIRTH_DATE = '0000-00-00'
const NO_DAY = '1900-01-01'

const kept = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((text) => !text.includes('\0') && text.isWellFormed())
const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().catch(null)
const policyKeys = z.object({ type: kept(12), enp: orNull(enpSchema), series: orNull(kept(40)), number: orNull(kept(40)) })
const documentKeys = z.object({ type: z.int().min(1).max(99), series: orNull(kept(40)), number: kept(40) })

/** Each key by itself: what cannot be read of one hides no other. */
const keysSchema = z.object({
  enp: orNull(enpSchema),
  formerEnps: readable(enpSchema),
  familyName: orNull(kept(200)),
  givenName: orNull(kept(200)),
  patronymic: orNull(kept(200)),
  birthDate: orNull(registerBirthDateSchema),
  snils: orNull(z.string().regex(/^\d{11}$/)),
  policies: readable(policyKeys.transform(policyOf)),
  documents: readable(documentKeys.transform(documentOf)),
})
type Keys = z.infer<typeof keysSchema>
const NO_KEYS: Keys = keysSchema.parse({})

function readKeys(json: string): Keys | null {
  try {
    return keysSchema.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

/** A name or a birth date alone finds nobody. */
function isEmpty({ enp, formerEnps, snils, policies, documents, familyName, givenName, birthDate }: Keys): boolean {
  const isNamed = (familyName !== null || givenName !== null) && birthDate !== null
  return enp === null && snils === null && !isNamed && formerEnps.length + policies.length + documents.length === 0
}

/** The entries of a list that can be read; none where there is no list. */
function readable<Schema extends z.ZodType>(schema: Schema) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((list) =>
      list.slice(0, MOST_KEYS).flatMap((entry): z.output<Schema>[] => {
        const found = schema.safeParse(entry)
        return found.success ? [found.data] : []
      }),
    )
}

function policyOf({ type, enp, series, number }: z.infer<typeof policyKeys>): Policy {
  const nothing = { to: null, certificateTo: null, insurer: null, printedInsurer: null }
  return { type, status: UNKNOWN_STATUS, enp, series, number, from: NO_DAY, ...nothing }
}

function documentOf({ type, series, number }: z.infer<typeof documentKeys>): IdentityDocument {
  return { type, series, number, issuedOn: null, expiresOn: null, status: UNKNOWN_STATUS }
}

function nobody(id: string): Person {
  return {
    id,
    enp: null,
    formerEnps: [],
    familyName: null,
    givenName: null,
    patronymic: null,
    birthDate: NO_BIRTH_DATE,
    dost: [],
    sex: null,
    snils: null,
    status: UNKNOWN_STATUS,
    deathDate: null,
    redirect: null,
    removed: null,
    contacts: 'not-carried',
    policies: [],
    documents: [],
    attachments: [],
    representatives: [],
  }
}

/** The first of every kind, in their order. */
function joined<Entry>(entries: readonly Entry[], nameOf: (entry: Entry) => string): Entry[] {
  const found = new Map<string, Entry>()
  for (const entry of entries) if (!found.has(nameOf(entry)) && found.size < MOST_KEYS) found.set(nameOf(entry), entry)
  return [...found.values()]
}

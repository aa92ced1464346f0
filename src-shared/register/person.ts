import { z } from 'zod'
import { calendarDateSchema, enpSchema, insurerCodeSchema, registerBirthDateSchema, sexSchema } from '../schema-pieces.ts'

/**
 * A person as the register states them, the one shape used in the feed, the store and the rules. Every key is present:
 * what is rightly absent is null. Codes stay texts so that unknown ones survive to the rules, which judge them.
 */
const code = z.string().min(1).max(12)

export const policySchema = z.strictObject({
  /** Letter of OID 1.2.643.2.40.5.100.86: С В Е П Э К Ц Х М (Cyrillic). */
  type: code,
  /** Register status of a policy: ДПП, ДНП, НСД … (register service description 5.07). */
  status: code,
  /** Null for policies that have none (old style, certificates). */
  enp: enpSchema.nullable(),
  series: z.string().max(40).nullable(),
  number: z.string().max(40).nullable(),
  from: calendarDateSchema,
  /** Null: the register gives no end. */
  to: calendarDateSchema.nullable(),
  /** End date of the temporary certificate itself, where the register gives one. */
  certificateTo: calendarDateSchema.nullable(),
  /** The factual insurer, the one to bill; null where nobody insures. */
  insurer: insurerCodeSchema.nullable(),
  /** The insurer printed on the policy. */
  printedInsurer: insurerCodeSchema.nullable(),
})
export type Policy = z.infer<typeof policySchema>

export const documentSchema = z.strictObject({
  /** F011 number. */
  type: z.int().min(1).max(99),
  series: z.string().max(40).nullable(),
  number: z.string().min(1).max(40),
  issuedOn: calendarDateSchema.nullable(),
  expiresOn: calendarDateSchema.nullable(),
  /** Register status of a document: ДПП, ДНП, ННП, НСД, НАП. */
  status: code,
})
export type IdentityDocument = z.infer<typeof documentSchema>

export const attachmentSchema = z.strictObject({
  /** ФЕРЗЛ areaType: 1 therapeutic, 2 obstetric, 3 dental, 4 ambulance, 5 feldsher point. */
  areaType: z.string().min(1).max(8),
  clinicCode: z.string().min(1).max(20),
  area: z.string().max(40).nullable(),
  from: calendarDateSchema,
  to: calendarDateSchema.nullable(),
  /** Register status of an attachment: ДПП, ДПУ, ДВП, ДВУ, НСУ … */
  status: code,
})
export type Attachment = z.infer<typeof attachmentSchema>

export const representativeSchema = z.strictObject({
  familyName: z.string().max(200).nullable(),
  givenName: z.string().max(200).nullable(),
  patronymic: z.string().max(200).nullable(),
  /** The register's person id where the representative is in the register too. */
  person: z.string().max(40).nullable(),
})
export type Representative = z.infer<typeof representativeSchema>

export const personSchema = z.strictObject({
  /** The register's person id (ОИП, 12 digits) or another stable id of the source. */
  id: z.string().min(1).max(40),
  /** The main ENP; null for a person on the register without one. */
  enp: enpSchema.nullable(),
  /** ENPs that once pointed to this person. */
  formerEnps: z.array(enpSchema),
  familyName: z.string().max(200).nullable(),
  givenName: z.string().max(200).nullable(),
  patronymic: z.string().max(200).nullable(),
  birthDate: registerBirthDateSchema,
  /** DOST codes: 1 no patronymic, 2 no family name, 3 no first name, 4 day unknown, 5 day and month unknown, 6 date not in the calendar. */
  dost: z.array(z.int().min(1).max(6)),
  sex: sexSchema.nullable(),
  snils: z
    .string()
    .regex(/^\d{11}$/)
    .nullable(),
  /** Register status of a person: ДПП, ДНП, ННП, НСН, НПП, НАП. */
  status: code,
  /** Null: alive as far as the register knows. */
  deathDate: calendarDateSchema.nullable(),
  /** Id of the record this one was merged into. */
  redirect: z.string().min(1).max(40).nullable(),
  /**
   * Tombstone: the record no longer belongs to this copy; its keys still find it. A source gives the reason `left-this-copy`; a store
   * marks a person whose newer record cannot be interpreted as `record-unreadable`.
   */
  removed: z.strictObject({ reason: z.string().min(1).max(40), on: calendarDateSchema.nullable() }).nullable(),
  /** Whether the source carries contacts, and whether this person has any. */
  contacts: z.enum(['present', 'none', 'not-carried']),
  policies: z.array(policySchema),
  documents: z.array(documentSchema),
  attachments: z.array(attachmentSchema),
  representatives: z.array(representativeSchema),
})
export type Person = z.infer<typeof personSchema>

export const insurerSchema = z.strictObject({
  code: insurerCodeSchema,
  name: z.string().min(1).max(400),
  hotLine: z.string().max(60).nullable(),
  /** The day the insurer stopped (F002 d_end). */
  closedOn: calendarDateSchema.nullable(),
})
export type Insurer = z.infer<typeof insurerSchema>

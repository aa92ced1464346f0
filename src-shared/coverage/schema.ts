import { z } from 'zod'
import { usableItemSchema } from '../intake/item.ts'
import { attachmentSchema, documentSchema, insurerSchema, personSchema, policySchema, representativeSchema } from '../register/person.ts'
import { registerHeaderSchema, registerRecordSchema } from '../register/record.ts'
import { calendarDateSchema, enpSchema, instantSchema, registerBirthDateSchema } from '../schema-pieces.ts'
import { evidenceSchema, factsSchema, lookupSchema, newbornFactsSchema, registerFactsSchema, stationFactsSchema } from './facts.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

const described = z.registry<z.core.GlobalMeta>()

function describe(schema: z.core.$ZodType, description: string, more: Readonly<Record<string, unknown>> = {}): void {
  described.add(schema, { description, ...more })
}

describe(calendarDateSchema, 'An existing calendar day, YYYY-MM-DD, without time zone.')
describe(instantSchema, 'An instant, ISO 8601 with Z or an offset.', { format: 'date-time' })
describe(enpSchema, 'ENP, the sixteen digits of a policy number.')
describe(
  registerBirthDateSchema,
  'YYYY-MM-DD; 00 for an unknown day or month where dost says so (4, 5), and with dost 6 perhaps no calendar date.',
)

describe(personSchema, 'A person as the register states them. Every key is required: what is rightly absent is null.', { id: 'person' })
describe(policySchema, 'A policy, or a state on the register without one.', { id: 'policy' })
describe(documentSchema, 'An identity document, current or historical.', { id: 'document' })
describe(attachmentSchema, 'Attachment to a clinic.', { id: 'attachment' })
describe(representativeSchema, 'A parent or other legal representative.', { id: 'representative' })
describe(insurerSchema, 'An entry of the insurer directory (F002).', { id: 'insurer' })
describe(personSchema.shape.id, 'The register’s person id (ОИП) or another stable id of the source.')
describe(personSchema.shape.formerEnps, 'ENPs that once pointed to this person.')
describe(
  personSchema.shape.dost,
  'What is missing: 1 patronymic, 2 family name, 3 given name, 4 day of birth, 5 day and month of birth, 6 the birth date is not in the calendar.',
)
describe(personSchema.shape.deathDate, 'Null: alive as far as the register knows.')
describe(personSchema.shape.redirect, 'Id of the record this one was merged into, or null.')
describe(
  personSchema.shape.removed,
  'Tombstone: the record no longer belongs to this copy. Sources give the reason left-this-copy; record-unreadable marks a person whose newer record the desk cannot interpret.',
)
describe(personSchema.shape.contacts, 'Whether the source carries contacts, and whether this person has any.')
describe(policySchema.shape.to, 'Last day, both ends inclusive; null: the register gives no end.')
describe(policySchema.shape.certificateTo, 'End of the temporary certificate itself, or null.')
describe(policySchema.shape.insurer, 'Code of the factual insurer, the one to bill; null where nobody insures.')
describe(policySchema.shape.printedInsurer, 'Code of the insurer printed on the policy, or null.')
describe(documentSchema.shape.type, 'F011 number: 14 Russian passport, 3 birth certificate, …')
describe(documentSchema.shape.expiresOn, 'Last day on which the document is valid, or null.')
describe(attachmentSchema.shape.areaType, '1 therapeutic, 2 obstetric, 3 dental, 4 ambulance, 5 feldsher point.')

describe(usableItemSchema, 'One thing that was shown, as it was recognised.', { id: 'item' })
describe(evidenceSchema, 'What somebody showed and what the register found for it.', { id: 'evidence' })
describe(evidenceSchema.shape.problem, 'Why nothing usable was read; then presented is empty. Null: it was read.')
describe(
  evidenceSchema.shape.lookups,
  'Where the register is ready and there is no problem: at least one per presented item, with empty people where it found nobody.',
)
describe(lookupSchema.shape.item, 'Index into presented, from 0.')
describe(lookupSchema.shape.people, 'Ids of records in people, before redirects are followed.')
describe(registerFactsSchema.shape.issuedAt, 'From verified feed metadata; null where there is none.')
describe(stationFactsSchema.shape.timeZone, 'IANA name, e.g. Europe/Moscow.')
describe(stationFactsSchema.shape.clinicCode, 'The clinic’s own code; null: no word of attachment.')
describe(stationFactsSchema.shape.regionCode, 'Chooses regional rows of the dated tables; null: federal rows only.')
describe(stationFactsSchema.shape.noteAfterHours, 'Hours after which the note data-age appears.')
describe(stationFactsSchema.shape.tooOldAfterHours, 'Hours after which answers from the copy become not-checked.')
describe(stationFactsSchema.shape.emptyAnswerMeansNotInRegister, 'An empty on-line answer counts as “not in the register”.')
describe(factsSchema.shape.people, 'Every record that a look-up hit, and every record reachable from those by redirects.')
describe(factsSchema.shape.onlineAnswer, 'What an on-line register said when it found nobody; null off line or when it found somebody.')
describe(factsSchema.shape.confirmation, 'The one difference that the receptionist judged to be the same person, or null.')
describe(factsSchema.shape.changedSinceLastVisit, 'What differs from the last check of this person here.')
describe(factsSchema.shape.newborn, 'The newborn’s question; null for the ordinary one.')
describe(newbornFactsSchema.shape.registered, 'The day the birth was registered, not-yet, or unknown.')

/** JSON Schema of the facts that `evaluate` takes, as published in `resources/schemas/facts.schema.json`. */
export function factsJsonSchema(): JsonSchema {
  return published(
    factsSchema,
    'Facts of one check',
    'Everything the coverage rules look at. All keys are required; a missing key or an unreadable value is unknown and never ends in a positive answer.',
  )
}

/** JSON Schema of one line of a register file, as published in `resources/schemas/register-record.schema.json`. */
export function registerRecordJsonSchema(): JsonSchema {
  return published(
    z.union([registerHeaderSchema, ...registerRecordSchema.options]),
    'One line of a register file (JSON Lines)',
    'Line 1 is the header; every further line holds one person or one insurer.',
  )
}

function published(schema: z.ZodType, title: string, description: string): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { metadata: described, target: 'draft-2020-12' })
  return { $schema, title, description, ...rest }
}

import type { Insurer, Person } from '../../../src-shared/register/person.ts'
import type { Connection } from '../encrypted-database.ts'
import type { CodeReader } from './codes.ts'
import { ROWS_PER_PERSON, dostCodes, unpackContacts, unpackDate, unpackDateOrNull, unpackDigits, unpackSex } from './packed-values.ts'

/** Reads whole records by their row number. */
export interface PersonReader {
  /** The record, or null where there is none. */
  person(row: number): Person | null
  insurer(code: string): Insurer | null
}

interface PersonRow {
  source_id: string
  enp: string | null
  family_name: string | null
  given_name: string | null
  patronymic: string | null
  birth_date: number
  dost: string | null
  sex: number | null
  snils: number | null
  status: number
  death_date: number | null
  redirect: string | null
  removed_reason: string | null
  removed_on: number | null
  contacts: number
}

interface PolicyRow {
  type: number
  status: number
  enp: string | null
  series: string | null
  number: string | null
  valid_from: number
  valid_to: number | null
  certificate_to: number | null
  insurer: number | null
  printed_insurer: number | null
}

interface DocumentRow {
  type: number
  series: string | null
  number: string
  issued_on: number | null
  expires_on: number | null
  status: number
}

interface AttachmentRow {
  area_type: number
  clinic_code: number
  area: number | null
  valid_from: number
  valid_to: number | null
  status: number
}

interface RepresentativeRow {
  family_name: string | null
  given_name: string | null
  patronymic: string | null
  person: string | null
}

type Range = [from: number, to: number]

const OF_PERSON = 'WHERE id >= ? AND id < ? ORDER BY id'

/** The texts of the statements, for the tests of their query plans. */
export const readingStatements = {
  person: `SELECT source_id, enp, family_name, given_name, patronymic, birth_date, dost, sex, snils, status, death_date, redirect,
    removed_reason, removed_on, contacts FROM person LEFT JOIN person_exception USING (id) WHERE person.id = ?`,
  formerEnps: `SELECT enp FROM other_enp WHERE id >= ? AND id < ? AND former = 1 ORDER BY id`,
  policies: `SELECT type, status, enp, series, number, valid_from, valid_to, certificate_to, insurer, printed_insurer
    FROM policy LEFT JOIN policy_number USING (id) WHERE policy.id >= ? AND policy.id < ? ORDER BY policy.id`,
  documents: `SELECT type, series, number, issued_on, expires_on, status FROM document ${OF_PERSON}`,
  attachments: `SELECT area_type, clinic_code, area, valid_from, valid_to, status FROM attachment ${OF_PERSON}`,
  representatives: `SELECT family_name, given_name, patronymic, person FROM representative ${OF_PERSON}`,
  insurer: 'SELECT name, hot_line, closed_on FROM insurer WHERE code = ?',
} as const

export function createPersonReader(database: Connection, codes: CodeReader): PersonReader {
  const person = database.prepare<[number], PersonRow>(readingStatements.person)
  const formerEnps = database.prepare<Range, string>(readingStatements.formerEnps).pluck()
  const policies = database.prepare<Range, PolicyRow>(readingStatements.policies)
  const documents = database.prepare<Range, DocumentRow>(readingStatements.documents)
  const attachments = database.prepare<Range, AttachmentRow>(readingStatements.attachments)
  const representatives = database.prepare<Range, RepresentativeRow>(readingStatements.representatives)
  const insurer = database.prepare<[number], { name: string; hot_line: string | null; closed_on: number | null }>(readingStatements.insurer)

  return {
    person(row) {
      const main = person.get(row)
      if (main === undefined) return null
      const range: Range = [row * ROWS_PER_PERSON, (row + 1) * ROWS_PER_PERSON]
      return {
        id: main.source_id,
        enp: main.enp,
        formerEnps: formerEnps.all(...range),
        familyName: main.family_name,
        givenName: main.given_name,
        patronymic: main.patronymic,
        birthDate: unpackDate(main.birth_date),
        dost: dostCodes(main.dost),
        sex: unpackSex(main.sex),
        snils: unpackDigits(main.snils, 11),
        status: codes.text(main.status),
        deathDate: unpackDateOrNull(main.death_date),
        redirect: main.redirect,
        removed: main.removed_reason === null ? null : { reason: main.removed_reason, on: unpackDateOrNull(main.removed_on) },
        contacts: unpackContacts(main.contacts),
        policies: policies.all(...range).map((child) => policyOf(child, codes)),
        documents: documents.all(...range).map((child) => documentOf(child, codes)),
        attachments: attachments.all(...range).map((child) => attachmentOf(child, codes)),
        representatives: representatives.all(...range).map(representativeOf),
      }
    },
    insurer(code) {
      const row = insurer.get(Number(code))
      if (row === undefined) return null
      return { code, name: row.name, hotLine: row.hot_line, closedOn: unpackDateOrNull(row.closed_on) }
    },
  }
}

function policyOf(row: PolicyRow, codes: CodeReader): Person['policies'][number] {
  return {
    type: codes.text(row.type),
    status: codes.text(row.status),
    enp: row.enp,
    series: row.series,
    number: row.number,
    from: unpackDate(row.valid_from),
    to: unpackDateOrNull(row.valid_to),
    certificateTo: unpackDateOrNull(row.certificate_to),
    insurer: unpackDigits(row.insurer, 5),
    printedInsurer: unpackDigits(row.printed_insurer, 5),
  }
}

function documentOf(row: DocumentRow, codes: CodeReader): Person['documents'][number] {
  return {
    type: row.type,
    series: row.series,
    number: row.number,
    issuedOn: unpackDateOrNull(row.issued_on),
    expiresOn: unpackDateOrNull(row.expires_on),
    status: codes.text(row.status),
  }
}

function attachmentOf(row: AttachmentRow, codes: CodeReader): Person['attachments'][number] {
  return {
    areaType: codes.text(row.area_type),
    clinicCode: codes.text(row.clinic_code),
    area: row.area === null ? null : codes.text(row.area),
    from: unpackDate(row.valid_from),
    to: unpackDateOrNull(row.valid_to),
    status: codes.text(row.status),
  }
}

function representativeOf(row: RepresentativeRow): Person['representatives'][number] {
  return { familyName: row.family_name, givenName: row.given_name, patronymic: row.patronymic, person: row.person }
}

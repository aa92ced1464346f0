import { documentKey } from '../../../src-shared/identity/documents.ts'
import type { Insurer, Person } from '../../../src-shared/register/person.ts'
import { createCodeWriter } from './codes.ts'
import type { RecordTable, RowWriter } from './row-writer.ts'
import { ROWS_PER_PERSON, packContacts, packDate, packDateOrNull, packDost, packSex } from './packed-values.ts'
import { createNameKeys, policyLookupKey } from './search-keys.ts'

/** Turns whole records into rows. */
export interface PersonWriter {
  /**
   * Adds a valid record under a row number that is not taken; `version` is that of a feed's record. Throws RangeError where one
   * list is longer than a person may have rows.
   */
  person(row: number, person: Person, version?: number | null): void
  /** Adds a directory entry; the last one of a code counts. */
  insurer(insurer: Insurer, version?: number | null): void
  /** After the last record, or whenever all rows must be in their tables. */
  flush(): void
}

/** `rowsOf` gives the place for the rows of one table; `knownCodes` is what the table `code` holds already. */
export function createPersonWriter(rowsOf: (table: RecordTable) => RowWriter, knownCodes?: ReadonlyMap<string, number>): PersonWriter {
  const people = rowsOf('person')
  const exceptions = rowsOf('person_exception')
  const otherEnps = rowsOf('other_enp')
  const policies = rowsOf('policy')
  const policyNumbers = rowsOf('policy_number')
  const documents = rowsOf('document')
  const attachments = rowsOf('attachment')
  const representatives = rowsOf('representative')
  const insurerRows = rowsOf('insurer')
  const codeRows = rowsOf('code')
  const codes = createCodeWriter(codeRows, knownCodes)
  const nameKeyOf = createNameKeys()
  const insurers = new Map<string, { readonly insurer: Insurer; readonly version: number | null }>()
  const writers = [people, exceptions, otherEnps, policies, policyNumbers, documents, attachments, representatives, insurerRows, codeRows]

  return {
    person(row, person, version = null) {
      const first = firstRow(row, person)
      people.push(
        row,
        person.id,
        person.enp,
        person.familyName,
        person.givenName,
        person.patronymic,
        nameKeyOf(person.familyName, person.givenName),
        packDate(person.birthDate),
        packSex(person.sex),
        person.snils === null ? null : Number(person.snils),
        codes.number(person.status),
        packContacts(person.contacts),
        version,
      )
      const { dost, deathDate, redirect, removed } = person
      if (dost.length > 0 || deathDate !== null || redirect !== null || removed !== null) {
        const removedOn = removed === null ? null : packDateOrNull(removed.on)
        exceptions.push(row, packDost(dost), packDateOrNull(deathDate), redirect, removed?.reason ?? null, removedOn)
      }
      let place = first
      for (const policy of person.policies) {
        const { type, status, enp, series, number, certificateTo, insurer: code, printedInsurer: printed } = policy
        const insurer = code === null ? null : Number(code)
        const printedInsurer = printed === null ? null : Number(printed)
        policies.push(
          place,
          codes.number(type),
          codes.number(status),
          enp,
          packDate(policy.from),
          packDateOrNull(policy.to),
          insurer,
          printedInsurer,
        )
        if (series !== null || number !== null || certificateTo !== null) {
          policyNumbers.push(place, series, number, policyLookupKey(policy), packDateOrNull(certificateTo))
        }
        place += 1
      }
      place = first
      for (const { type, series, number, issuedOn, expiresOn, status } of person.documents) {
        const key = documentKey(type, series, number)
        documents.push(place, type, series, number, key, packDateOrNull(issuedOn), packDateOrNull(expiresOn), codes.number(status))
        place += 1
      }
      place = first
      for (const { areaType, clinicCode, area, from, to, status } of person.attachments) {
        attachments.push(
          place,
          codes.number(areaType),
          codes.number(clinicCode),
          area === null ? null : codes.number(area),
          packDate(from),
          packDateOrNull(to),
          codes.number(status),
        )
        place += 1
      }
      place = first
      for (const representative of person.representatives) {
        representatives.push(place, representative.familyName, representative.givenName, representative.patronymic, representative.person)
        place += 1
      }
      place = first
      for (const enp of person.formerEnps) {
        otherEnps.push(place, enp, 1)
        place += 1
      }
      for (const enp of differingEnps(person)) {
        otherEnps.push(place, enp, 0)
        place += 1
      }
    },
    insurer: (insurer, version = null) => void insurers.set(insurer.code, { insurer, version }),
    flush() {
      for (const { insurer, version } of insurers.values()) {
        insurerRows.push(Number(insurer.code), insurer.name, insurer.hotLine, packDateOrNull(insurer.closedOn), version)
      }
      insurers.clear()
      for (const writer of writers) writer.flush()
    },
  }
}

/** ENPs of policies that neither the main nor a former ENP finds. */
function differingEnps(person: Person): readonly string[] {
  const found: string[] = []
  for (const { enp } of person.policies) {
    if (enp !== null && enp !== person.enp && !person.formerEnps.includes(enp) && !found.includes(enp)) found.push(enp)
  }
  return found
}

/** The number of the first row that belongs to a person. */
function firstRow(row: number, person: Person): number {
  const longest = Math.max(
    person.policies.length + person.formerEnps.length,
    person.documents.length,
    person.attachments.length,
    person.representatives.length,
  )
  if (longest > ROWS_PER_PERSON) throw new RangeError(`One person has more than ${ROWS_PER_PERSON} rows in one table.`)
  return row * ROWS_PER_PERSON
}

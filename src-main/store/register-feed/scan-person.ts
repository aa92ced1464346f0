import type { Attachment, IdentityDocument, Person, Policy, Representative } from '../../../src-shared/register/person.ts'
import { isDate } from '../load/record-check.ts'

/**
 * Takes the canonical JSON of a person apart by patterns, in a third of the time of parsing it, judging it and making the canonical JSON
 * anew for comparison. What it gives is exactly what that way gives (a property test holds the two together); null says only that the
 * text is not of the usual form and is left to that way: texts with escapes, letters that Unicode might write otherwise. Whether an ENP
 * has its check digit is not looked at.
 */
export function scanPerson(json: string): Person | null {
  const main = matchAt(PERSON, json, 0)
  if (main === null || !isDateOrNull(main[12]) || !isDateOrNull(main[15])) return null
  const policies = listAt(',"policies":[', POLICY, json, PERSON.lastIndex, policyOf)
  const documents = policies && listAt(',"documents":[', DOCUMENT, json, policies.end, documentOf)
  const attachments = documents && listAt(',"attachments":[', ATTACHMENT, json, documents.end, attachmentOf)
  const representatives = attachments && listAt(',"representatives":[', REPRESENTATIVE, json, attachments.end, representativeOf)
  if (!representatives || representatives.end !== json.length - 1 || json.charCodeAt(representatives.end) !== END) return null
  const [formerEnps = '', dost = '', sex, reason, contacts] = [main[3], main[8], main[9], main[14], main[16]]
  return {
    id: main[1] ?? '',
    enp: main[2] ?? null,
    formerEnps: formerEnps === '' ? [] : formerEnps.slice(1, -1).split('","'),
    familyName: main[4] ?? null,
    givenName: main[5] ?? null,
    patronymic: main[6] ?? null,
    birthDate: main[7] ?? '',
    dost: dost === '' ? [] : dost.split(',').map(Number),
    sex: sex === undefined || sex === 'male' ? (sex ?? null) : 'female',
    snils: main[10] ?? null,
    status: main[11] ?? '',
    deathDate: main[12] ?? null,
    redirect: main[13] ?? null,
    removed: reason === undefined ? null : { reason, on: main[15] ?? null },
    contacts: contacts === 'present' || contacts === 'none' ? contacts : 'not-carried',
    policies: policies.entries,
    documents: documents.entries,
    attachments: attachments.entries,
    representatives: representatives.entries,
  }
}

function policyOf(found: Found): Policy | null {
  const from = found[6] ?? ''
  if (!isDate(from) || !isDateOrNull(found[7]) || !isDateOrNull(found[8])) return null
  return {
    type: found[1] ?? '',
    status: found[2] ?? '',
    enp: found[3] ?? null,
    series: found[4] ?? null,
    number: found[5] ?? null,
    from,
    to: found[7] ?? null,
    certificateTo: found[8] ?? null,
    insurer: found[9] ?? null,
    printedInsurer: found[10] ?? null,
  }
}

function documentOf(found: Found): IdentityDocument | null {
  if (!isDateOrNull(found[4]) || !isDateOrNull(found[5])) return null
  return {
    type: Number(found[1]),
    series: found[2] ?? null,
    number: found[3] ?? '',
    issuedOn: found[4] ?? null,
    expiresOn: found[5] ?? null,
    status: found[6] ?? '',
  }
}

function attachmentOf(found: Found): Attachment | null {
  const from = found[4] ?? ''
  if (!isDate(from) || !isDateOrNull(found[5])) return null
  return {
    areaType: found[1] ?? '',
    clinicCode: found[2] ?? '',
    area: found[3] ?? null,
    from,
    to: found[5] ?? null,
    status: found[6] ?? '',
  }
}

function representativeOf(found: Found): Representative {
  return { familyName: found[1] ?? null, givenName: found[2] ?? null, patronymic: found[3] ?? null, person: found[4] ?? null }
}

function isDateOrNull(found: string | undefined): boolean {
  return found === undefined || isDate(found)
}

/** The groups of a match; a value that is null has none. */
type Found = readonly (string | undefined)[]

/** A character that stands in JSON as it is, and that NFC leaves alone (`canonical-record.ts`). */
const PLAIN = '[ !#-[\\]-\\u02ff\\u0400-\\u0482\\u048a-\\u052f]'
const text = (least: number, most: number): string => `"(${PLAIN}{${least},${most}})"`
const orNull = (value: string): string => `(?:${value}|null)`
const name = orNull(text(0, 200))
const code = text(1, 12)
const day = String.raw`"(\d{4}-\d\d-\d\d)"`
const enpValue = String.raw`"(\d{16})"`
const insurerCode = orNull(String.raw`"(\d{5})"`)

/** An object with these keys in this order, at the place where a search begins. */
function pattern(fields: readonly (readonly [key: string, value: string])[], end = '\\}'): RegExp {
  return new RegExp(`\\{${fields.map(([key, value]) => `"${key}":${value}`).join(',')}${end}`, 'y')
}

const PERSON = pattern(
  [
    ['id', text(1, 40)],
    ['enp', orNull(enpValue)],
    ['formerEnps', String.raw`\[((?:"\d{16}"(?:,"\d{16}")*)?)\]`],
    ['familyName', name],
    ['givenName', name],
    ['patronymic', name],
    ['birthDate', day],
    ['dost', String.raw`\[((?:[1-6](?:,[1-6])*)?)\]`],
    ['sex', orNull('"((?:fe)?male)"')],
    ['snils', orNull(String.raw`"(\d{11})"`)],
    ['status', code],
    ['deathDate', orNull(day)],
    ['redirect', orNull(text(1, 40))],
    ['removed', orNull(`\\{"reason":${text(1, 40)},"on":${orNull(day)}\\}`)],
    ['contacts', '"(present|none|not-carried)"'],
  ],
  // The lists follow.
  '',
)
const POLICY = pattern([
  ['type', code],
  ['status', code],
  ['enp', orNull(enpValue)],
  ['series', orNull(text(0, 40))],
  ['number', orNull(text(0, 40))],
  ['from', day],
  ['to', orNull(day)],
  ['certificateTo', orNull(day)],
  ['insurer', insurerCode],
  ['printedInsurer', insurerCode],
])
const DOCUMENT = pattern([
  ['type', String.raw`([1-9]\d?)`],
  ['series', orNull(text(0, 40))],
  ['number', text(1, 40)],
  ['issuedOn', orNull(day)],
  ['expiresOn', orNull(day)],
  ['status', code],
])
const ATTACHMENT = pattern([
  ['areaType', text(1, 8)],
  ['clinicCode', text(1, 20)],
  ['area', orNull(text(0, 40))],
  ['from', day],
  ['to', orNull(day)],
  ['status', code],
])
const REPRESENTATIVE = pattern([
  ['familyName', name],
  ['givenName', name],
  ['patronymic', name],
  ['person', orNull(text(0, 40))],
])

function matchAt(expected: RegExp, json: string, place: number): RegExpExecArray | null {
  expected.lastIndex = place
  return expected.exec(json)
}

const COMMA = 44
const CLOSING = 93
const END = 125

/** A list of objects with its key before it, and the place after it; null where there is none, or one of its entries is no good. */
function listAt<Entry>(
  key: string,
  expected: RegExp,
  json: string,
  place: number,
  entryOf: (found: RegExpExecArray) => Entry | null,
): { readonly entries: Entry[]; readonly end: number } | null {
  if (!json.startsWith(key, place)) return null
  const entries: Entry[] = []
  let at = place + key.length
  if (json.charCodeAt(at) === CLOSING) return { entries, end: at + 1 }
  for (;;) {
    const found = matchAt(expected, json, at)
    const entry = found === null ? null : entryOf(found)
    if (entry === null) return null
    entries.push(entry)
    at = expected.lastIndex + 1
    const next = json.charCodeAt(at - 1)
    if (next === CLOSING) return { entries, end: at }
    if (next !== COMMA) return null
  }
}

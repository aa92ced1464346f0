import { z } from 'zod'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { dateFormats, haveTwoReadings } from './dates.ts'
import { encodingNames } from './encoding.ts'

/** The fields of a person that a column can fill. `document` is series and number in one text. */
export const fieldNames = [
  'id',
  'enp',
  'familyName',
  'givenName',
  'patronymic',
  'birthDate',
  'dost',
  'sex',
  'snils',
  'personStatus',
  'deathDate',
  'redirect',
  'action',
  'policyType',
  'policyStatus',
  'policyEnp',
  'policySeries',
  'policyNumber',
  'policyFrom',
  'policyTo',
  'certificateTo',
  'insurer',
  'printedInsurer',
  'documentType',
  'document',
  'documentSeries',
  'documentNumber',
  'documentIssuedOn',
  'documentExpiresOn',
  'documentStatus',
  'clinicCode',
  'areaType',
  'area',
  'attachedFrom',
  'attachedTo',
  'attachmentStatus',
] as const
export type FieldName = (typeof fieldNames)[number]

/** Fields whose values may be translated by a table. */
const codedFields = [
  'action',
  'sex',
  'personStatus',
  'policyType',
  'policyStatus',
  'documentType',
  'documentStatus',
  'areaType',
  'attachmentStatus',
] as const

/**
 * Fields that a profile may fill by itself. A status of a policy or of a person is none of them, nor may an empty or unlisted value be
 * given one: only a source that states them proves validity (register sources §5.5, rule 7).
 */
const constantFields = ['areaType', 'attachmentStatus', 'documentType', 'documentStatus', 'clinicCode'] as const

const column = z.string().min(1).max(80)
const code = z.string().min(1).max(40)

/** A value of the file name (a named group) or of the file's header. */
const placeSchema = z.strictObject({ from: z.enum(['name', 'header']), key: z.string().min(1).max(40) })
/** How parts of the order compare: `date` and `month` as written, `number` as a number, absent as 0. */
const orderPartSchema = placeSchema.extend({ as: z.enum(['date', 'month', 'number']) })

const csvSchema = z.strictObject({
  delimiter: z.enum([';', ',', '\t', '|']),
  /**
   * `standard`: RFC 4180. `loose`: one row a line, inner quotation marks are not doubled and `""` is no escape, so a mark closes only
   * before a delimiter or the end of the line (register sources §5.1). `none`: quotation marks are ordinary characters.
   */
  quoting: z.enum(['standard', 'loose', 'none']),
  /** `maybe`: the first row is a header when its cells are the names of a layout. */
  header: z.enum(['present', 'absent', 'maybe']),
  /** Names of the columns in order, one list for every number of fields that occurs. With a header their order is the file's. */
  layouts: z.array(z.array(column).min(2).max(200)).min(1).max(8),
})

const xmlSchema = z.strictObject({
  root: column,
  row: column,
  /** The element with facts about the file; null where they stand directly under the root. */
  header: column.nullable(),
})

const shapeSchema = z.strictObject({
  /** Version of this format. */
  profile: z.literal(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  about: z.string().min(1).max(500),
  form: z.enum(['csv', 'xml', 'dbf']),
  /** Pattern of the file's name without its ending, any case; named groups carry its parts. */
  fileName: z.string().min(1).max(300).refine(isPattern, { error: 'no regular expression' }),
  encodings: z.array(z.enum(encodingNames)).min(1),
  csv: csvSchema.optional(),
  xml: xmlSchema.optional(),
  content: z.enum(['full-list', 'changes']),
  /** The day of which the data are. `YYMMDD` is for names. Null where neither name nor header tells it: whoever imports says it. */
  asOf: placeSchema.extend({ format: z.enum([...dateFormats, 'YYMMDD']) }).nullable(),
  /** Files with equal parts follow one another. */
  series: z.array(placeSchema).default([]),
  /** What follows what, most important first; without parts it is the day of the data. */
  order: z.array(orderPartSchema).default([]),
  /** What the file states about itself in its header. */
  stated: z.strictObject({ rows: code.nullable(), fileName: code.nullable() }).default({ rows: null, fileName: null }),
  /** Codes of ours that the name or the header must carry, e.g. the clinic's own; set by an administrator. */
  own: z.array(placeSchema.extend({ value: code })).default([]),
  dates: z.array(z.enum(dateFormats)).min(1),
  fields: z.partialRecord(z.enum(fieldNames), column),
  /** A field that counts only in rows where another column has one of the values `is`; with one of `isNot` it is empty there. */
  onlyWhere: z
    .partialRecord(z.enum(fieldNames), z.strictObject({ column, is: z.array(code).min(1), isNot: z.array(code).default([]) }))
    .default({}),
  constants: z.partialRecord(z.enum(constantFields), code).default({}),
  /** Codes of the file → codes of the register. A value outside its table is refused; without a table codes are taken as they are. */
  codes: z.partialRecord(z.enum(codedFields), z.record(code, z.string().max(40).nullable())).default({}),
  limits: z
    .strictObject({
      rows: z.int().min(1).default(20_000_000),
      unpackedBytes: z
        .int()
        .min(1)
        .default(2 ** 33),
    })
    .prefault({}),
})

/**
 * A profile: how the files of one kind are named, read and turned into people (register sources §5.5, rule 1). It is data; an
 * administrator writes one for a generic table, `resources/import/` holds those of the published layouts.
 */
export const profileSchema = shapeSchema.superRefine((profile, context) => {
  for (const message of faultsOf(profile)) context.addIssue({ code: 'custom', message })
})
export type Profile = z.infer<typeof profileSchema>

/** Reads a profile; an error names every place that is wrong. */
export function parseProfile(value: unknown): Result<Profile, readonly string[]> {
  const parsed = profileSchema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  return err(parsed.error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`)))
}

/** Columns that fields of a profile need, each once. */
export function columnsOf({ fields, onlyWhere }: Pick<Profile, 'fields' | 'onlyWhere'>): readonly string[] {
  return [...new Set([...Object.values(fields), ...Object.values(onlyWhere).map((condition) => condition.column)])]
}

function faultsOf(profile: z.infer<typeof shapeSchema>): readonly string[] {
  const { form, csv, xml, fields, constants, codes, dates } = profile
  const faults: string[] = []
  if ((csv !== undefined) !== (form === 'csv')) faults.push('csv: given exactly for the form csv')
  if ((xml !== undefined) !== (form === 'xml')) faults.push('xml: given exactly for the form xml')
  for (const layout of csv?.layouts ?? []) {
    const missing = columnsOf(profile).filter((name) => !layout.includes(name))
    if (missing.length > 0) faults.push(`csv.layouts: a list of ${layout.length} columns lacks ${missing.join(', ')}`)
    if (new Set(layout).size !== layout.length) faults.push('csv.layouts: a column stands twice')
  }
  const lengths = csv?.layouts.map((layout) => layout.length) ?? []
  if (new Set(lengths).size !== lengths.length) faults.push('csv.layouts: two lists have as many columns')
  if (fields.birthDate === undefined) faults.push('fields: birthDate is needed')
  if (fields.enp === undefined && fields.id === undefined && fields.familyName === undefined)
    faults.push('fields: id, enp or familyName is needed')
  if (fields.document !== undefined && fields.documentNumber !== undefined)
    faults.push('fields: document and documentNumber exclude each other')
  for (const name of constantFields) {
    if (constants[name] !== undefined && fields[name] !== undefined) faults.push(`constants: ${name} has a column too`)
  }
  for (const name of codedFields) {
    if (codes[name] !== undefined && fields[name] === undefined) faults.push(`codes: ${name} has no column`)
  }
  for (const name of fieldNames) {
    if (profile.onlyWhere[name] !== undefined && fields[name] === undefined) faults.push(`onlyWhere: ${name} has no column`)
  }
  const places = [...profile.series, ...profile.order, ...profile.own, ...(profile.asOf === null ? [] : [profile.asOf])]
  if (form !== 'xml' && places.some(({ from }) => from === 'header')) faults.push('header: only XML files have one')
  if (form !== 'xml' && (profile.stated.rows ?? profile.stated.fileName) !== null) faults.push('stated: only XML files have a header')
  if (
    fields.sex !== undefined &&
    !Object.values(codes.sex ?? {}).every((value) => value === null || value === 'male' || value === 'female')
  ) {
    faults.push('codes: sex becomes male, female or null')
  }
  if (fields.sex !== undefined && codes.sex === undefined) faults.push('codes: sex needs a table')
  if (haveTwoReadings(dates)) faults.push('dates: day and month could change places')
  return faults
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}

import { z } from 'zod'
import { profileSchema } from './profile.ts'

const described = z.registry<{ readonly description: string }>()

const { shape } = profileSchema
described.add(shape.profile, { description: 'Version of this format.' })
described.add(shape.fileName, {
  description: 'Regular expression of the file name without its ending, any case; named groups carry its parts, e.g. (?<date>\\d{8}).',
})
described.add(shape.csv, {
  description: 'Given exactly for the form csv. layouts: names of the columns in order, one list for every number of fields.',
})
described.add(shape.xml, {
  description: 'Given exactly for the form xml: the elements that hold the whole, a row, and facts about the file.',
})
described.add(shape.content, {
  description: 'Whether a file holds all people of its sender. Absence from it is no loss of insurance either way.',
})
described.add(shape.asOf, { description: 'Where the day of the data stands; null: whoever imports says it (--day).' })
described.add(shape.series, { description: 'Files with equal parts follow one another, e.g. sender and receiver.' })
described.add(shape.order, { description: 'What follows what, most important first; without parts it is the day of the data.' })
described.add(shape.own, { description: 'Codes of ours that the name or the header must carry, e.g. of the clinic itself.' })
described.add(shape.fields, { description: 'Fields of a person and the columns that fill them; of XML elements by their path in the row.' })
described.add(shape.onlyWhere, { description: 'A field that counts only in rows where another column has one of the values.' })
described.add(shape.constants, { description: 'Values for fields without a column. A status of a policy or of a person is never one.' })
described.add(shape.codes, {
  description: 'Codes of the file and codes of the register, per field. A value outside its table sets the row aside.',
})

/**
 * JSON Schema of an import profile, as published in `resources/schemas/import-profile.schema.json`. What no schema can say (columns that
 * exist, dates with one reading, a constant beside a column) the program checks when it reads the profile.
 */
export function importProfileJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(profileSchema, { metadata: described, target: 'draft-2020-12', io: 'input' })
  return {
    $schema,
    title: 'An import profile',
    description:
      'How the files of one kind of a register source are named, read and turned into people. resources/import holds those of published layouts.',
    ...rest,
  }
}

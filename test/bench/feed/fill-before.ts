// Fills the desk of the bench with the register that it has before the feed: of as many people, loaded from elsewhere. Writes questions.
import { writeFileSync } from 'node:fs'
import { z } from 'zod'
import { samplingQuestions } from '../../../src-main/hosts/cli/bench/sample-questions.ts'
import { deskPlaceSchema, openBenchFolder } from './bench-folder.ts'
import { regionHeader, regionRecords } from './region.ts'

const { place, region } = z
  .object({ place: deskPlaceSchema, region: z.object({ people: z.int(), asOf: z.string() }) })
  .parse(JSON.parse(process.argv[2] ?? ''))
const { folder, close } = openBenchFolder(place, 'writer')
const builder = folder.build({ ...regionHeader(region), dataset: 'demo-before' })
if (!builder.ok) throw new Error(`The register before cannot be built: ${builder.error.code}`)
const { records, questions } = samplingQuestions(regionRecords(region), region.people)
for (const record of records) builder.value.add(record)
const built = builder.value.finish()
if (!built.ok) throw new Error(`The register before cannot be built: ${built.error.code}`)
writeFileSync(place.questions, JSON.stringify(questions))
close()

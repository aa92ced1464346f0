import type { Sex } from '../../../../src-shared/schema-pieces.ts'
import type { Random } from '../random.ts'
import { familyNameFor } from './family-name.ts'
import { patronymicOf } from './patronymic.ts'
import { peoples, type People } from './peoples.ts'
import { doubleFamilyNames, russianFamilyNames, russianFashions } from './russian.ts'

/** The names a household draws from. */
export interface Origin extends Omit<People, 'male' | 'female' | 'family'> {
  readonly family: Table
  /** Tables by the first year of birth they hold for, latest first. */
  readonly given: readonly { readonly from: number; readonly male: Table; readonly female: Table }[]
}

/** Names repeated by how usual they are, so that an even draw gives a natural spread. */
type Table = readonly string[]

const TABLE_SIZE = 4096
/** Lowers the lead of the first names of a list. */
const RANK_OFFSET = 6

function table(names: string): Table {
  const list = names.split(' ')
  const weights = list.map((_, rank) => 1 / (rank + RANK_OFFSET))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return list.flatMap((name, rank) =>
    Array.from({ length: Math.max(1, Math.round(((weights[rank] ?? 0) / total) * TABLE_SIZE)) }, () => name),
  )
}

function draw(random: Random, from: Table): string {
  const name = from[random.below(from.length)]
  if (name === undefined) throw new Error('A table of names is empty')
  return name
}

const russianGiven = russianFashions.map(({ from, male, female }) => ({ from, male: table(male), female: table(female) })).toReversed()

const russian: Origin = {
  name: 'russian',
  share: 1000 - peoples.reduce((sum, people) => sum + people.share, 0),
  family: table(russianFamilyNames),
  given: russianGiven,
  familyChanges: true,
  patronymic: 'russian',
  withoutPatronymic: 0.0005,
  foreign: false,
}

function originOf(people: People): Origin {
  const own = people.male === null || people.female === null ? null : { from: 0, male: table(people.male), female: table(people.female) }
  return { ...people, family: table(people.family), given: own === null ? russianGiven : [own] }
}

const others: readonly Origin[] = peoples.map(originOf)

const originByThousandth: readonly Origin[] = [russian, ...others].flatMap((origin) => Array.from({ length: origin.share }, () => origin))
const doubles = doubleFamilyNames.split(' ')

/** Draws where a household comes from. */
export function drawOrigin(random: Random): Origin {
  return originByThousandth[random.below(originByThousandth.length)] ?? russian
}

/** A family name in the male form; now and then a double or a very long one. */
export function drawFamilyName(random: Random, origin: Origin): string {
  if (origin === russian && random.chance(0.006)) return draw(random, doubles)
  const name = draw(random, origin.family)
  return origin.familyChanges && random.chance(0.004) ? `${name}-${draw(random, origin.family)}` : name
}

/** A given name for a sex and a year of birth. */
export function drawGivenName(random: Random, origin: Origin, sex: Sex, birthYear: number): string {
  const fashion = origin.given.find(({ from }) => from <= birthYear)
  if (fashion === undefined) throw new Error(`No given names for the year ${birthYear}`)
  return draw(random, fashion[sex])
}

/** The patronymic of a child; a foreigner's household also writes it the Russian way now and then. */
export function drawPatronymic(random: Random, origin: Origin, fatherName: string, sex: Sex): string | null {
  if (random.chance(origin.withoutPatronymic)) return null
  const style = origin.patronymic !== 'russian' && origin.patronymic !== 'none' && random.chance(0.4) ? 'russian' : origin.patronymic
  return patronymicOf(fatherName, sex, style)
}

/** The family name of a household for one of its members. */
export function familyNameOf(maleForm: string, sex: Sex, origin: Origin): string {
  return familyNameFor(maleForm, sex, origin.familyChanges)
}

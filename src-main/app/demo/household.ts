import type { Person, Representative } from '../../../src-shared/register/person.ts'
import type { Sex } from '../../../src-shared/schema-pieces.ts'
import { dayNumberOf, yearOf, type DayNumber } from './days.ts'
import { drawFamilyName, drawGivenName, drawOrigin, drawPatronymic, familyNameOf, type Origin } from './names/choose.ts'
import { buildPerson, identityOf, liveOn, mergedPair, type Identity } from './person.ts'
import type { Numbers } from './numbers.ts'
import type { Random } from './random.ts'

/** What all draws of one household share. */
interface Scene {
  readonly random: Random
  readonly origin: Origin
  readonly foreign: boolean
  readonly familyName: string
  readonly today: DayNumber
  readonly numbers: Numbers
}

/** The people of one household, parents before children, with the odd record that belongs to them (merged, a namesake). */
export function drawHousehold(random: Random, today: DayNumber, numbers: Numbers): Person[] {
  const origin = drawOrigin(random)
  const scene: Scene = {
    random,
    origin,
    foreign: origin.foreign && random.chance(0.75),
    familyName: drawFamilyName(random, origin),
    today,
    numbers,
  }
  const kind = random.below(100)
  if (kind < 17) return complete(scene, [adult(scene, random.chance(0.45) ? 'female' : 'male', random.between(18, 45))])
  if (kind < 37) return complete(scene, [adult(scene, random.chance(0.72) ? 'female' : 'male', elderlyAge(random))])
  if (kind < 57) return complete(scene, couple(scene, random.chance(0.6) ? random.between(46, 64) : elderlyAge(random)))
  if (kind < 68) return withChildren(scene, [adult(scene, 'female', random.between(21, 47))])
  return withChildren(scene, couple(scene, random.between(21, 46)))
}

/** A parent or grown-up of the household, with the male given name that children's patronymics come from. */
function adult(scene: Scene, sex: Sex, age: number): Identity {
  const { random, origin } = scene
  const birth = birthdayAged(scene, age)
  const year = yearOf(birth)
  const fatherName = drawGivenName(random, origin, 'male', year - random.between(21, 36))
  return {
    familyName: origin.name === 'from-afar' && random.chance(0.03) ? null : familyNameOf(scene.familyName, sex, origin),
    givenName: drawGivenName(random, origin, sex, year),
    patronymic: drawPatronymic(random, origin, fatherName, sex),
    sex,
    birth,
    foreign: scene.foreign,
  }
}

function couple(scene: Scene, age: number): Identity[] {
  const { random, origin } = scene
  const husband = adult(scene, 'male', Math.min(99, age + random.below(5)))
  const wifeOrigin = random.chance(0.1) ? drawOrigin(random) : origin
  const maiden = drawFamilyName(random, wifeOrigin)
  const wife = adult({ ...scene, origin: wifeOrigin, foreign: wifeOrigin === origin ? scene.foreign : false }, 'female', age)
  const own = familyNameOf(maiden, 'female', wifeOrigin)
  const married = familyNameOf(scene.familyName, 'female', origin)
  const choice = random.below(100)
  const double = `${own}-${married}`
  return [husband, { ...wife, familyName: choice < 84 ? married : choice < 98 || own.includes('-') ? own : double }]
}

function withChildren(scene: Scene, parents: readonly Identity[]): Person[] {
  const { random, origin, today } = scene
  const mother = parents.at(-1)
  if (mother === undefined) return []
  const father = parents.length === 2 ? parents[0] : undefined
  const fatherName = father?.givenName ?? drawGivenName(random, origin, 'male', yearOf(mother.birth) - 3)
  const familyName = father === undefined ? mother.familyName : scene.familyName
  const grownUps = complete(scene, parents)
  const representatives = grownUps.slice(0, parents.length).toReversed().map(representativeOf)
  const children: Person[] = []
  let birth = mother.birth + Math.floor(365.25 * random.between(19, 31)) + random.below(365)
  for (let count = 1 + random.below(random.chance(0.15) ? 4 : 2); count > 0 && birth <= today; count -= 1) {
    const births = random.chance(0.013) ? 2 : 1
    for (let twin = 0; twin < births; twin += 1) {
      // Some of the very youngest are not in the register yet.
      if (today - birth < 20 && random.chance(0.5)) continue
      const sex: Sex = random.chance(0.513) ? 'male' : 'female'
      const child: Identity = {
        familyName:
          familyName === null ? null : father === undefined ? sameName(familyName, sex, origin) : familyNameOf(familyName, sex, origin),
        givenName: drawGivenName(random, origin, sex, yearOf(birth)),
        patronymic: drawPatronymic(random, origin, fatherName, sex),
        sex,
        birth,
        foreign: scene.foreign,
      }
      children.push(...complete(scene, [child], representatives))
    }
    birth += random.between(400, 2200)
  }
  return [...grownUps, ...children]
}

/** The child's form of a mother's family name. */
function sameName(motherForm: string, sex: Sex, origin: Origin): string {
  if (sex === 'female' || !origin.familyChanges) return motherForm
  return motherForm
    .split('-')
    .map((part) => (/(ОВ|ЕВ|ЁВ|ИН|ЫН)А$/.test(part) ? part.slice(0, -1) : part.replace(/АЯ$/, 'ИЙ')))
    .join('-')
}

function complete(scene: Scene, identities: readonly Identity[], representatives: readonly Representative[] = []): Person[] {
  const { random, today, numbers } = scene
  const people: Person[] = []
  const extra: Person[] = []
  for (const identity of identities) {
    const { sex, birth } = identity
    const person = liveOn(random, buildPerson(random, identity, representatives, today, numbers), sex, birth, today)
    const odd = random.below(10_000)
    if (odd < 30 && person.status === 'ДПП' && person.removed === null) {
      const [kept, merged] = mergedPair(person, sex, birth, numbers)
      people.push(kept)
      extra.push(merged)
    } else {
      people.push(person)
      if (odd >= 9_995) extra.push(buildPerson(random, identityOf(person, birth, sex), [], today, numbers))
    }
  }
  return [...people, ...extra]
}

function representativeOf(person: Person): Representative {
  return { familyName: person.familyName, givenName: person.givenName, patronymic: person.patronymic, person: person.id }
}

/** Old age thins out. */
function elderlyAge(random: Random): number {
  return Math.min(random.between(58, 99), random.between(62, 99))
}

/** A day of birth that makes somebody `age` in the calendar year of `today`; it stays the same all that year. */
function birthdayAged(scene: Scene, age: number): DayNumber {
  return dayNumberOf(yearOf(scene.today) - age, 1, 1) + scene.random.below(365)
}

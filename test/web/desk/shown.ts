import type { Scene } from '../../../src-main/app/demo/scene.ts'
import { demoToday } from '../../../src-main/app/demo/days.ts'
import { showcasePeople, type ShowcaseRole } from '../../../src-main/app/demo/showcase-people.ts'
import { showcaseScenes } from '../../../src-main/app/demo/showcase.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { AS_OF } from './moments.ts'

/** One thing a patient shows, as text; `as` answers «Что это?» where its shape does not tell. */
export type Shown = Scene['shown'][number]

/** All scenes of the demo region on the day of the tests. */
export const scenes: readonly Scene[] = showcaseScenes(AS_OF)

const people = showcasePeople(demoToday(AS_OF))

/** Somebody of the showcase that stands first in every demo register. */
export function personOf(role: ShowcaseRole): Person {
  return people[role]
}

/** What is shown in a scene. */
export function shownIn(id: string): Scene['shown'] {
  const scene = scenes.find((candidate) => candidate.id === id)
  if (scene === undefined) throw new Error(`There is no scene ${id}`)
  return scene.shown
}

/** The first thing of a scene, as text. */
export function textOf(id: string): string {
  return shownIn(id)[0].text
}

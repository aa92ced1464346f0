import type { Instant } from '../../../src-shared/calendar.ts'
import { demoToday } from './days.ts'
import type { Scene } from './scene.ts'
import { coveredScenes } from './scenes-covered.ts'
import { otherScenes } from './scenes-other.ts'
import { scannedScenes } from './scenes-scanned.ts'
import { showcasePeople } from './showcase-people.ts'

/** All scenes of a demo register of an instant, in the order of the sheet of samples. */
export function showcaseScenes(asOf: Instant): readonly Scene[] {
  const today = demoToday(asOf)
  const people = showcasePeople(today)
  return [...scannedScenes(people), ...coveredScenes(people), ...otherScenes(people, today)]
}

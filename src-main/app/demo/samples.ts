import type { DemoSample } from '../../../src-shared/contract.ts'
import type { DemoOrder } from './records.ts'
import type { Scene } from './scene.ts'
import { showcaseScenes } from './showcase.ts'
import { showcaseRoles } from './showcase-people.ts'
import type { ShownText } from './showcase-shown.ts'

/**
 * The sheet of samples for a demo register: only scenes whose people are in it and that can be shown without saying what a
 * second thing is. `svg` is null; a host draws the pictures. The hex digits of a PDF417 sample stand for its bytes.
 */
export function demoSamples(order: DemoOrder): DemoSample[] {
  const inRegister = new Set(showcaseRoles.slice(0, order.people))
  return showcaseScenes(order.asOf)
    .filter(({ people, shown }) => people.every((role) => inRegister.has(role)) && shown.slice(1).every(isPlainText))
    .map(sampleOf)
}

function sampleOf(scene: Scene): DemoSample {
  const [first, ...also] = scene.shown
  return {
    title: scene.title,
    text: first.text,
    as: first.as ?? null,
    symbology: scene.symbology,
    svg: null,
    also: also.map(({ text }) => text),
    outcome: scene.outcome,
    expects: scene.reason,
  }
}

function isPlainText({ as }: ShownText): boolean {
  return as === undefined
}

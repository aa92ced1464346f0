import type { Desk } from './desk.ts'
import { textOf } from './shown.ts'

const scenes = ['digital-policy', 'conscript', 'misread', 'snils', 'namesakes', 'dead', 'card-policy', 'unknown-person', 'bank-card']

/** Makes nine checks of every kind; one more fills the ribbon. */
export async function fillRibbon(desk: Desk): Promise<void> {
  for (const scene of scenes) {
    await desk.show({ text: textOf(scene) })
    // Later than a repeated scan would count as the same.
    await desk.page.clock.fastForward(3_000)
  }
}

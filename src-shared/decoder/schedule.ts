import type { Rendition } from './renditions.ts'

/** Which renditions a frame gets: what read lately goes first, the others take turns, and what is too slow for the frame waits. */
export interface Schedule {
  /** In the order to be tried for the next frame. */
  order(renditions: readonly Rendition[]): readonly Rendition[]
  /** Read within the last frames. */
  hasReadLately(rendition: Rendition): boolean
  /** Milliseconds that a try will take, from what it took before; null before the first. */
  expect(rendition: Rendition): number | null
  /** Left out for so long that it may once take more time than there is. */
  isOverdue(rendition: Rendition): boolean
  /** What a try took and whether it gave a code. */
  learn(rendition: Rendition, milliseconds: number, hasRead: boolean): void
  reset(): void
}

/** What has not read for so many frames goes back among the others. */
const rememberedFrames = 20
/** A try left out for so many frames is overdue. */
const longestWait = 12
/** The part of the last time in the mean: a slow try is forgotten in some frames. */
const newPart = 0.3

/** `order` counts the frames; call it once for each. */
export function openSchedule(): Schedule {
  let frameNumber = 0
  const costs = new Map<string, number>()
  const lastTry = new Map<string, number>()
  const lastRead = new Map<string, number>()

  function framesSinceRead({ name }: Rendition): number {
    const last = lastRead.get(name)
    return last === undefined ? rememberedFrames : Math.min(rememberedFrames, frameNumber - last)
  }

  return {
    order(renditions) {
      frameNumber++
      return renditions.toSorted(
        (one, other) => framesSinceRead(one) - framesSinceRead(other) || (lastTry.get(one.name) ?? 0) - (lastTry.get(other.name) ?? 0),
      )
    },
    hasReadLately(rendition) {
      return framesSinceRead(rendition) < rememberedFrames
    },
    expect({ name }) {
      return costs.get(name) ?? null
    },
    isOverdue({ name }) {
      return frameNumber - (lastTry.get(name) ?? 0) >= longestWait
    },
    learn({ name }, milliseconds, hasRead) {
      const before = costs.get(name) ?? milliseconds
      costs.set(name, before + newPart * (milliseconds - before))
      lastTry.set(name, frameNumber)
      if (hasRead) lastRead.set(name, frameNumber)
    },
    reset() {
      frameNumber = 0
      costs.clear()
      lastTry.clear()
      lastRead.clear()
    },
  }
}

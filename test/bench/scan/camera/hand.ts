import type { Random } from '../random.ts'
import type { Shot } from './photograph.ts'

/** How far a hand sways to either side. */
const sway = { shift: 4, tilt: 1, zoom: 0.02, angle: 1, focus: 0.2 } as const

/**
 * The successive photographs of a thing that is held still as well as a hand can: a few pixels, one degree, two hundredths of
 * the distance, a little focus. The last one leads on to the first, so that they can be shown in a circle.
 */
export function handHeld(shot: Shot, count: number, random: Random): readonly Shot[] {
  const [right, down, tilt, yaw, pitch, zoom, focus] = Array.from({ length: 7 }, () => wave(random))
  return Array.from({ length: count }, (_, index) => {
    const part = index / count
    const at = (of: ((part: number) => number) | undefined): number => of?.(part) ?? 0
    return {
      ...shot,
      shift: { x: shot.shift.x + sway.shift * at(right), y: shot.shift.y + sway.shift * at(down) },
      tilt: shot.tilt + sway.tilt * at(tilt),
      yaw: shot.yaw + sway.angle * at(yaw),
      pitch: shot.pitch + sway.angle * at(pitch),
      zoom: shot.zoom * (1 + sway.zoom * at(zoom)),
      blur: Math.max(0, shot.blur + sway.focus * at(focus)),
    }
  })
}

/** A slow wave and a tremor on it, within −1…1, with whole numbers of turns from part 0 to part 1. */
function wave(random: Random): (part: number) => number {
  const slow = { turns: 1 + random.below(2), phase: random.unit() }
  const fast = { turns: 4 + random.below(5), phase: random.unit() }
  const height = ({ turns, phase }: typeof slow, part: number): number => Math.sin(2 * Math.PI * (turns * part + phase))
  return (part) => 0.7 * height(slow, part) + 0.3 * height(fast, part)
}

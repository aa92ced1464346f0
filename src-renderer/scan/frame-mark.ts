import type { LuminanceFrame } from '../../src-shared/decoder/frame.ts'

/** Some twenty thousand of a large frame's pixels; the noise of a camera changes many of them from one frame to the next. */
const step = 97

/**
 * A number that tells frames apart: the same for the same picture, another for any two that a camera takes. A camera that is
 * frozen, or a program in its place, sends one picture again and again.
 */
export function frameMark({ data, width, height }: LuminanceFrame): number {
  let mark = Math.imul(width, 65_537) ^ height
  for (let at = 0; at < data.length; at += step) mark = Math.imul(mark ^ (data[at] ?? 0), 0x01000193)
  return mark
}

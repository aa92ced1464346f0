import type { Decoded, Engine } from './engine.ts'
import { enlarge, invert, reduce, rotate, toLuminance } from './frame.ts'
import type { LuminanceFrame, RgbaImage } from './frame.ts'

/** Pictures above this are refused by the hosts before decoding: 50 megapixels. */
export const maximumPixels = 50_000_000

/**
 * Reads all codes of one picture. The engines are asked in the given order, each with the picture as it is and then
 * with cheap renditions of it, until one rendition gives something; all codes of that rendition are returned, each
 * content once. An empty list means that no engine sees a code. Throws only when every engine is out of order.
 */
export async function decodeImage(image: RgbaImage, engines: readonly Engine[]): Promise<readonly Decoded[]> {
  const frame = toLuminance(image)
  const broken: unknown[] = []
  for (const engine of engines) {
    try {
      const found = await readRenditions(frame, engine)
      if (found.length > 0) return found
    } catch (error) {
      broken.push(error)
    }
  }
  if (broken.length > 0 && broken.length === engines.length) throw new AggregateError(broken, 'No decoder engine works')
  return []
}

async function readRenditions(frame: LuminanceFrame, engine: Engine): Promise<readonly Decoded[]> {
  const unproven = new Set<string>()
  for (const rendition of renditions(frame, engine.name)) {
    const found = distinct(await engine.read(rendition()))
    const proven = found.filter((decoded) => isProven(decoded, unproven))
    if (proven.length > 0) return proven
  }
  return []
}

/** The fast engine turns and halves by itself, and inverts all but PDF417; the script engine is slow on large pictures and gains nothing from more than 3000 pixels. */
function renditions(frame: LuminanceFrame, engine: Engine['name']): readonly (() => LuminanceFrame)[] {
  if (engine === 'wasm') return [() => frame, ...scaled(frame), () => invert(frame)]
  const base = within(frame, 3000)
  return [() => base, () => rotate(base), ...scaled(base), () => invert(base), ...turnedAround(base)]
}

function scaled(frame: LuminanceFrame): readonly (() => LuminanceFrame)[] {
  return Math.max(frame.width, frame.height) <= 1600 ? [() => enlarge(frame)] : [() => reduce(frame)]
}

function within(frame: LuminanceFrame, longSide: number): LuminanceFrame {
  return Math.max(frame.width, frame.height) <= longSide ? frame : within(reduce(frame), longSide)
}

/** Bar codes are read from left to right only; the other directions are one and two quarter turns away. */
function turnedAround(frame: LuminanceFrame): readonly (() => LuminanceFrame)[] {
  return [() => rotate(rotate(frame)), () => rotate(rotate(rotate(frame)))]
}

/**
 * Code 39 and ITF have no check character of their own, and the script engine reads them from one line of pixels:
 * noise or a part of another code can pass for one. Such a reading counts once two renditions agree on it.
 */
function isProven(decoded: Decoded, unproven: Set<string>): boolean {
  if (decoded.engine === 'wasm' || (decoded.format !== 'Code39' && decoded.format !== 'ITF')) return true
  const reading = `${decoded.format} ${decoded.text}`
  if (unproven.has(reading)) return true
  unproven.add(reading)
  return false
}

function distinct(found: readonly Decoded[]): readonly Decoded[] {
  const seen = new Set<string>()
  return found.filter((decoded) => {
    const content = `${decoded.format} ${decoded.bytes.join(',')}`
    if (seen.has(content)) return false
    seen.add(content)
    return true
  })
}

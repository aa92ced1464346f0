import type { LuminanceFrame } from '../../../../src-shared/decoder/frame.ts'
import { randomOf } from '../random.ts'
import type { Random } from '../random.ts'
import type { LightField } from './expose.ts'

/** How light becomes grey levels. */
export interface Tone {
  /** 1 as it is; 0.25 a dark room; above 1 overexposed. */
  readonly exposure: number
  /** How far black and white lie apart: 1 as printed, 0.2 hardly. Around the middle, 128. */
  readonly contrast: number
  /** 1 as it is; 1.8 lifts the dark tones, 0.6 drowns them. */
  readonly gamma: number
}

/** A bright reflection; places and radius in frame pixels, strength in levels at its middle. */
export interface Glare {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly strength: number
}

/** Adds a reflection and lets the light fall off by `fall` (0–1) from the left edge to the right. */
export function illuminate({ data, width, height }: LightField, glare: Glare | null, fall: number): LightField {
  if (glare === null && fall === 0) return { data, width, height }
  const lit = new Float32Array(data.length)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column
      const distance = glare === null ? 0 : ((column - glare.x) ** 2 + (row - glare.y) ** 2) / (2 * glare.radius * glare.radius)
      const shine = glare === null || distance > 12 ? 0 : glare.strength * Math.exp(-distance)
      lit[at] = (data[at] ?? 0) * (1 - (fall * column) / width) + shine
    }
  }
  return { data: lit, width, height }
}

/** Bells of deviation 1, drawn once and read from changing places. */
const grainLength = 1 << 16
const stretch = 509
const grain = drawGrain(randomOf('sensor grain'))

function drawGrain(random: Random): Float32Array {
  return Float32Array.from({ length: grainLength }, () => random.gaussian())
}

/**
 * Reads the sensor: tone, then noise of deviation `noise` levels at middle grey (a part that is always there and a part that
 * grows with the root of the light), then whole levels 0–255.
 */
export function develop(light: LightField, tone: Tone, noise: number, random: Random): LuminanceFrame {
  const { data, width, height } = light
  const curve = toneCurve(tone)
  const deviation = Float32Array.from(curve, (level) => noise * Math.sqrt(0.4 + (0.6 * Math.min(255, Math.max(0, level))) / 128))
  const frame = new Uint8ClampedArray(data.length)
  // A new place in the grain for every stretch, so that no pattern repeats within a frame.
  for (let start = 0; start < data.length; start += stretch) {
    const from = random.below(grainLength - stretch) - start
    const end = Math.min(start + stretch, data.length)
    for (let at = start; at < end; at++) {
      const fallen = data[at] ?? 0
      const eighths = fallen > 511 ? 4095 : fallen < 0 ? 0 : (fallen * 8 + 0.5) | 0
      frame[at] = (curve[eighths] ?? 0) + (deviation[eighths] ?? 0) * (grain[from + at] ?? 0)
    }
  }
  return { data: frame, width, height }
}

/** Levels for light in eighths, 0 to 511.9. */
function toneCurve({ exposure, contrast, gamma }: Tone): Float32Array {
  return Float32Array.from({ length: 4096 }, (_, eighths) => {
    const exposed = Math.max(0, Math.min(255, (eighths / 8) * exposure))
    return 128 * exposure + (255 * (exposed / 255) ** (1 / gamma) - 128 * exposure) * contrast
  })
}

/** What made the edges of bars soft. Amounts in pixels of the frame. */
export type Softness =
  /** A lens out of focus; the standard deviation of the spread. */
  | { readonly kind: 'blur'; readonly deviation: number }
  /** The hand moved during the exposure; how far across the bars. */
  | { readonly kind: 'motion'; readonly way: number }

/**
 * A row of levels as it was before its edges became soft, by Wiener's filter; `fineness` places of the row are one pixel. Where the
 * softness is another one than named, or was none, new edges appear: only a reader with check digits or a second reading
 * may be shown the row.
 */
export function restored(row: Float32Array, softness: Softness, fineness: number): Float32Array {
  const taps = filterOf(softness, fineness)
  const reach = taps.length - 1
  const padded = new Float32Array(row.length + 2 * reach)
  padded.fill(row[0] ?? 0, 0, reach)
  padded.set(row, reach)
  padded.fill(row[row.length - 1] ?? 0, reach + row.length)
  const result = new Float32Array(row.length)
  for (let column = 0; column < row.length; column++) {
    const centre = column + reach
    let sum = (taps[0] ?? 0) * (padded[centre] ?? 0)
    for (let tap = 1; tap <= reach; tap++) {
      sum += (taps[tap] ?? 0) * ((padded[centre - tap] ?? 0) + (padded[centre + tap] ?? 0))
    }
    result[column] = sum
  }
  return result
}

/** Power of the noise for that of the bars. The mean along the bars has little; what motion has wiped out wholly must not be raised to the skies. */
const noise = { blur: 0.001, motion: 0.004 } as const
/** The filter reaches so many times the amount of softness to either side. */
const reaches = { blur: 5, motion: 3 } as const
/** Steps in which the frequencies up to half a wave a pixel are added up. */
const frequencies = 256
const highest = 0.5

const filters = new Map<string, Float32Array>()

/** One half of the filter, from its middle outwards; the other is the same. */
function filterOf(softness: Softness, fineness: number): Float32Array {
  const amount = softness.kind === 'blur' ? softness.deviation : softness.way
  const name = `${softness.kind} ${amount} ${fineness}`
  const known = filters.get(name)
  if (known !== undefined) return known
  const reach = Math.round(reaches[softness.kind] * amount * fineness)
  const taps = Float32Array.from({ length: reach + 1 }, (_, tap) => tapAt(tap / fineness, softness))
  const sum = taps.reduce((total, tap, at) => total + (at === 0 ? 1 : 2) * tap, 0)
  const filter = taps.map((tap) => tap / sum)
  filters.set(name, filter)
  return filter
}

/** The filter so many pixels from its middle: its response to each frequency, the highest fading out. */
function tapAt(pixels: number, softness: Softness): number {
  let sum = 0
  for (let step = 0; step <= frequencies; step++) {
    const frequency = (highest * step) / frequencies
    const passed = passedBy(softness, frequency)
    const response = passed / (passed * passed + noise[softness.kind])
    const fading = 0.5 + 0.5 * Math.cos((Math.PI * frequency) / highest)
    sum += (step === 0 || step === frequencies ? 0.5 : 1) * response * fading * Math.cos(2 * Math.PI * frequency * pixels)
  }
  return sum
}

/** The part of a wave of so many periods a pixel that is left. */
function passedBy(softness: Softness, frequency: number): number {
  if (softness.kind === 'blur') return Math.exp(-2 * (Math.PI * softness.deviation * frequency) ** 2)
  const angle = Math.PI * softness.way * frequency
  return angle === 0 ? 1 : Math.sin(angle) / angle
}

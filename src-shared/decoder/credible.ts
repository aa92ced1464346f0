import { errorCorrected } from './engine.ts'
import type { CodeFormat, Decoded, EngineName, Quadrilateral } from './engine.ts'
import { isSameLine, isWithin, middleOf, overlaps, sizeOf } from './position.ts'

/**
 * The readings of one frame that can be true together, each content once:
 * - ITF only with exactly 16 digits; a part of a longer code passes for a shorter one.
 * - No linear code within a stacked or a matrix code: a row of modules looks like bars.
 * - Of two readings of one error-corrected symbol the one of the better engine; of two linear readings of one place none.
 *
 * `stacked` are places where a stacked code is seen though it may not have been read.
 */
export function credibleCodes(codes: readonly Decoded[], stacked: readonly Quadrilateral[]): readonly Decoded[] {
  const corrected = withoutRivals(codes.filter(({ format }) => errorCorrected.has(format)))
  const covered = [...stacked, ...corrected.flatMap(({ position }) => (position === null ? [] : [position]))]
  const linear = codes.filter(
    (code) => !errorCorrected.has(code.format) && isWholeLength(code) && !covered.some((place) => isPartOf(code, place)),
  )
  return distinct([...corrected, ...linear.filter((code) => !linear.some((other) => contradicts(code, other)))])
}

/** Whether an ITF code has the 16 digits of the only number that is printed so. */
export function isWholeLength({ format, text }: Decoded): boolean {
  return format !== 'ITF' || /^\d{16}$/.test(text)
}

const rank: Readonly<Record<EngineName, number>> = { bars: 0, wasm: 1, script: 2 }

function withoutRivals(codes: readonly Decoded[]): readonly Decoded[] {
  const kept: Decoded[] = []
  for (const code of codes.toSorted((one, other) => rank[one.engine] - rank[other.engine])) {
    if (!kept.some((better) => isSameSymbol(better, code))) kept.push(code)
  }
  return kept
}

function isSameSymbol(one: Decoded, other: Decoded): boolean {
  if (familyOf(one.format) !== familyOf(other.format)) return false
  if (isEqual(one, other)) return true
  return one.engine !== other.engine && (one.position === null || other.position === null || overlaps(one.position, other.position))
}

function familyOf(format: CodeFormat): CodeFormat {
  return format === 'CompactPDF417' ? 'PDF417' : format
}

/** A linear code beside a stacked one is longer or taller than a row of it. */
function isPartOf({ position }: Decoded, place: Quadrilateral): boolean {
  return position !== null && isWithin(middleOf(position), place) && sizeOf(position).height < sizeOf(place).height / 2
}

function contradicts(one: Decoded, other: Decoded): boolean {
  if (isEqual(one, other) || one.position === null || other.position === null) return false
  return isSameLine(one.position, other.position)
}

function isEqual(one: Decoded, other: Decoded): boolean {
  return one.bytes.length === other.bytes.length && one.bytes.every((byte, index) => byte === other.bytes[index])
}

function distinct(codes: readonly Decoded[]): readonly Decoded[] {
  const kept: Decoded[] = []
  for (const code of codes) if (!kept.some((other) => other.format === code.format && isEqual(other, code))) kept.push(code)
  return kept
}

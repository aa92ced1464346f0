import { errorCorrected } from './engine.ts'
import type { CodeFormat, Decoded, Quadrilateral } from './engine.ts'
import { overlaps, tiltOf } from './position.ts'

/** Something that looks like a code, read or not. It feeds the coaching words and says where to look more closely. */
export interface CodeSight {
  readonly position: Quadrilateral
  /** `stacked` is PDF417; `unknown` is a region with the texture of a code. */
  readonly kind: 'stacked' | 'matrix' | 'linear' | 'unknown'
  /** Pixels a module; null where not measured. */
  readonly modulePixels: number | null
  /** −90…90, by how much the reading direction is turned clockwise from the horizontal; null for a matrix code. */
  readonly tiltDegrees: number | null
  /** 0 (no edge left) … 1 (as sharp as pixels can be); null where not measured. */
  readonly sharpness: number | null
}

/** A code seen by an engine. */
export function sightOf(format: CodeFormat, position: Quadrilateral): CodeSight {
  const kind = kindOf(format)
  return { position, kind, modulePixels: null, tiltDegrees: kind === 'matrix' ? null : tiltOf(position), sharpness: null }
}

/** Where a code was read; none where the engine does not say. */
export function sightsOfCode({ format, position }: Decoded): readonly CodeSight[] {
  return position === null ? [] : [sightOf(format, position)]
}

/** Each place once, as it comes first. */
export function distinctSights(sights: readonly CodeSight[]): readonly CodeSight[] {
  const kept: CodeSight[] = []
  for (const sight of sights) if (!kept.some(({ position }) => overlaps(position, sight.position))) kept.push(sight)
  return kept
}

function kindOf(format: CodeFormat): CodeSight['kind'] {
  if (format === 'PDF417' || format === 'CompactPDF417') return 'stacked'
  return errorCorrected.has(format) ? 'matrix' : 'linear'
}

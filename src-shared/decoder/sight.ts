import type { Quadrilateral } from './engine.ts'

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

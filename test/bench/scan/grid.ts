import { codeFormats } from '../../../src-shared/decoder/engine.ts'
import type { CodeFormat } from '../../../src-shared/decoder/engine.ts'
import type { Shot } from './camera/photograph.ts'
import type { Damage } from './scenes/damage.ts'

/** On what the code is: a paper form, a telephone held upright, the same in its dark theme. */
export type Carrier = 'paper' | 'phone' | 'dark phone'

/** One step of degradation. What is not named is as in `plainShot`. */
export interface Step {
  /** The quantity that is changed, e.g. «tilt». */
  readonly family: string
  /** Family and amount, unique within a format. */
  readonly name: string
  readonly carrier: Carrier
  readonly shot: Partial<Shot>
  readonly damage: Damage | null
  /** A fold through the code; its geometry depends on where the code is. */
  readonly folded: boolean
  /** Reflection of this radius as a part of the code's width. */
  readonly glare: number | null
}

export const formats: readonly CodeFormat[] = codeFormats

/** The family that the aims for PDF417 are about: every tilt with every blur at 2.0 pixels a module. */
export const gridFamily = 'tilt and blur'

const grid: readonly Step[] = [0, 2, 4, 6, 8, 10].flatMap((tilt) =>
  [0, 0.5, 1, 1.5].map((blur) => step(gridFamily, `${tilt}° σ ${blur} px`, { tilt, blur, framing: { modulePixels: 2 } })),
)

const single: readonly Step[] = [
  ...[0, 3, 6, 10, 15, 90, 180].map((tilt) => step('tilt', `${tilt}°`, { tilt })),
  ...[10, 20, 30].map((yaw) => step('perspective', `side ${yaw}°`, { yaw })),
  ...[10, 20, 30].map((pitch) => step('perspective', `top ${pitch}°`, { pitch })),
  ...[1, 1.5, 2].map((blur) => step('blur', `σ ${blur} px`, { blur })),
  ...[2, 4, 6].map((pixels) => step('motion', `${pixels} px`, { motion: { pixels, degrees: 25 } })),
  ...[6, 12, 20].map((noise) => step('noise', `σ ${noise}`, { noise })),
  ...[0.4, 0.2].map((contrast) => step('contrast', `${contrast}`, { tone: { exposure: 1, contrast, gamma: 1 } })),
  ...[0.4, 0.2].map((exposure) => step('dark', `${exposure}`, { tone: { exposure, contrast: 0.8, gamma: 1 }, noise: 5 })),
  step('bright', '1.3', { tone: { exposure: 1.3, contrast: 0.9, gamma: 1 } }),
  ...[0.6, 1.8].map((gamma) => step('gamma', `${gamma}`, { tone: { exposure: 1, contrast: 0.9, gamma } })),
  ...[0.06, 0.12, 0.25].map((glare) => step('glare', `${glare} of the width`, {}, { glare })),
  step('fold', 'across', {}, { folded: true }),
  ...[60, 150].map((bow) => step('bow', `${bow / 16} mm`, { bend: { fold: null, bow } })),
  ...[1.2, 1.5, 2, 3, 5].map((modulePixels) => step('resolution', `${modulePixels} px a module`, { framing: { modulePixels } })),
  ...[60, 30, 15].map((jpegQuality) => step('JPEG', `quality ${jpegQuality}`, { jpegQuality })),
  ...[0.03, 0.08].map((part) => step('covered', `${part * 100} %`, {}, { damage: { kind: 'covered', part } })),
  step('scratched', '6', {}, { damage: { kind: 'scratched', count: 6 } }),
  ...[0.1, 0.25].map((part) => step('worn', `${part * 100} %`, {}, { damage: { kind: 'worn', part } })),
  step('whole card', '1280×720', { framing: 'whole' }),
  step('whole card', '1920×1080', { framing: 'whole', width: 1920, height: 1080 }),
  step('phone', 'light theme', { tilt: 3 }, { carrier: 'phone' }),
  step('phone', 'dark theme', { tilt: 3 }, { carrier: 'dark phone' }),
  step('phone', 'whole 1280×720', { framing: 'whole' }, { carrier: 'phone' }),
  step('phone', 'dark and dim', { tone: { exposure: 0.5, contrast: 0.8, gamma: 1 }, noise: 5 }, { carrier: 'dark phone' }),
]

/** Formats without a grid of their own take every single step; PDF417 in both forms takes the grid besides. */
export function stepsOf(format: CodeFormat): readonly Step[] {
  return format === 'PDF417' || format === 'CompactPDF417' ? [...grid, ...single] : single
}

function step(family: string, amount: string, shot: Partial<Shot>, more: Partial<Step> = {}): Step {
  return { family, name: `${family} ${amount}`, carrier: 'paper', shot, damage: null, folded: false, glare: null, ...more }
}

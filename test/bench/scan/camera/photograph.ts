import jpeg from 'jpeg-js'
import type { LuminanceFrame } from '../../../../src-shared/decoder/frame.ts'
import { toRgba } from '../../../../src-shared/decoder/frame.ts'
import type { Random } from '../random.ts'
import type { Box } from '../scenes/raster.ts'
import type { PlacedCode, Scene } from '../scenes/scene.ts'
import { expose, flat } from './expose.ts'
import type { Bend } from './expose.ts'
import { defocus, moveDuringExposure } from './optics.ts'
import type { Point } from './point.ts'
import { inverse, project, projectionOf } from './projection.ts'
import type { Projection } from './projection.ts'
import { develop, illuminate } from './sensor.ts'
import type { Tone } from './sensor.ts'

/** Everything about one photograph but the scene. Angles in degrees, lengths in frame pixels unless said otherwise. */
export interface Shot {
  readonly width: number
  readonly height: number
  /** Frame pixels a module of the scene's first code, which is then near the middle; or the whole thing fills the frame. */
  readonly framing: { readonly modulePixels: number } | 'whole'
  /** Nearer (above 1) or farther than the framing says. */
  readonly zoom: number
  /** Away from the middle of the frame. */
  readonly shift: Point
  readonly tilt: number
  readonly yaw: number
  readonly pitch: number
  readonly bend: Bend
  /** Deviation of the bell that a point spreads to. */
  readonly blur: number
  readonly motion: { readonly pixels: number; readonly degrees: number }
  /** `x` and `y` from the middle of the first code; strength in levels. */
  readonly glare: { readonly x: number; readonly y: number; readonly radius: number; readonly strength: number } | null
  readonly lightFall: number
  readonly tone: Tone
  /** Deviation in levels at middle grey. */
  readonly noise: number
  /** 1–100; null for no compression. */
  readonly jpegQuality: number | null
}

/** A well-lit, sharp, straight photograph in the middle of the frame: what each step starts from. */
export const plainShot: Shot = {
  width: 1280,
  height: 720,
  framing: { modulePixels: 2.5 },
  zoom: 1,
  shift: { x: 0, y: 0 },
  tilt: 0,
  yaw: 0,
  pitch: 0,
  bend: flat,
  blur: 0.5,
  motion: { pixels: 0, degrees: 0 },
  glare: null,
  lightFall: 0.1,
  tone: { exposure: 1, contrast: 0.8, gamma: 1 },
  noise: 3,
  jpegQuality: null,
}

export function photograph(scene: Scene, shot: Shot, random: Random): LuminanceFrame {
  const { projection, scale, at } = viewOf(scene, shot)
  const look = { rasterPixels: 1 / scale, background: scene.background, bend: shot.bend, fine: around(scene.codes) }
  const seen = expose(scene.raster, inverse(projection), shot, look)
  const sharp = moveDuringExposure(defocus(seen, shot.blur), shot.motion.pixels, shot.motion.degrees)
  const glare = shot.glare === null ? null : { ...shot.glare, x: at.x + shot.glare.x, y: at.y + shot.glare.y }
  const frame = develop(illuminate(sharp, glare, shot.lightFall), shot.tone, shot.noise, random)
  return shot.jpegQuality === null ? frame : compressed(frame, shot.jpegQuality)
}

/** Where the corners of a code come to lie: top left, top right, bottom right, bottom left. A bent sheet is taken for flat. */
export function cornersInFrame(scene: Scene, shot: Shot, { box }: PlacedCode): readonly Point[] {
  const { projection } = viewOf(scene, shot)
  const [right, bottom] = [box.left + box.width, box.top + box.height]
  return [
    { x: box.left, y: box.top },
    { x: right, y: box.top },
    { x: right, y: bottom },
    { x: box.left, y: bottom },
  ].map((corner) => project(projection, corner))
}

function around(codes: readonly PlacedCode[]): Box | null {
  if (codes.length === 0) return null
  const left = Math.min(...codes.map(({ box, pitch }) => box.left - 3 * pitch))
  const top = Math.min(...codes.map(({ box, pitch }) => box.top - 3 * pitch))
  const right = Math.max(...codes.map(({ box, pitch }) => box.left + box.width + 3 * pitch))
  const bottom = Math.max(...codes.map(({ box, pitch }) => box.top + box.height + 3 * pitch))
  return { left, top, width: right - left, height: bottom - top }
}

/** The lens of a webcam sees about 60° across: its focal length is 0.87 of the frame's width. */
function viewOf({ raster, codes }: Scene, shot: Shot): { projection: Projection; scale: number; at: Point } {
  const [code] = codes
  const whole = shot.framing === 'whole' || code === undefined
  const fitting = Math.min(shot.width / raster.width, shot.height / raster.height) * 0.96
  const scale = shot.zoom * (shot.framing === 'whole' ? fitting : shot.framing.modulePixels / (code?.pitch ?? 4))
  const centre = whole
    ? { x: raster.width / 2, y: raster.height / 2 }
    : { x: code.box.left + code.box.width / 2, y: code.box.top + code.box.height / 2 }
  const at = { x: shot.width / 2 + shot.shift.x, y: shot.height / 2 + shot.shift.y }
  const { tilt, yaw, pitch } = shot
  const projection = projectionOf({ centre, at, scale, tilt, yaw, pitch, focal: 0.87 * shot.width })
  const ofCode =
    code === undefined ? at : project(projection, { x: code.box.left + code.box.width / 2, y: code.box.top + code.box.height / 2 })
  return { projection, scale, at: ofCode }
}

/** Through the JPEG of a webcam and back. */
function compressed(frame: LuminanceFrame, quality: number): LuminanceFrame {
  const { width, height } = frame
  const file = jpeg.encode({ data: toRgba(frame).data, width, height }, quality)
  const { data } = jpeg.decode(file.data, { useTArray: true, formatAsRGBA: true })
  return { data: Uint8ClampedArray.from({ length: width * height }, (_, pixel) => data[pixel * 4 + 1] ?? 0), width, height }
}

import type { CodeFormat, EngineName, ReadOptions } from './engine.ts'
import type { LuminanceFrame } from './frame.ts'
import { middleOf, sizeOf } from './position.ts'
import type { CodeSight } from './sight.ts'
import { smoothAlongBars } from './smooth.ts'
import { enlargedView, invertedView, takeView, turnedView, viewOfView, viewWithin, wholeView } from './view.ts'
import type { View } from './view.ts'

/** What there is to look at: one frame and where in it a code may be, the most likely first. */
export interface Subject {
  readonly frame: LuminanceFrame
  readonly regions: readonly CodeSight[]
  /** Taken by the view of a region; good for one rendition at a time. */
  readonly buffer: Uint8ClampedArray
}

/** One way to show a frame to an engine. */
export interface Rendition {
  readonly name: string
  readonly engine: Exclude<EngineName, 'bars'>
  /** Renditions with the same pixels say the same: two readings from them are one. */
  readonly pixels: string
  readonly options: ReadOptions
  /** Null where there is nothing to look at. */
  view(subject: Subject): View | null
}

const linear: readonly CodeFormat[] = ['Code128', 'Code39', 'ITF', 'EAN13']
const stacked: readonly CodeFormat[] = ['PDF417', 'CompactPDF417']

/** Looked at in every frame of a camera: upright codes of all formats in a tenth of the time of a thorough look. */
export const glance: Rendition = ofFrame('frame', 'wasm', { thorough: false, allDirections: false })

/** Takes turns in the frames of a camera, what is likeliest to help first. */
export const cameraRenditions: readonly Rendition[] = [
  ofRegion('region', 'wasm', 0, {}),
  ofRegion('region twice as large', 'wasm', 0, { scale: 2 }),
  ofRegion('bars of the region smoothed', 'wasm', 0, { scale: 2, isUpright: true }),
  ofFrame('frame, QR', 'wasm', { formats: ['QRCode', 'MicroQRCode'] }),
  ofRegion('region, one level', 'wasm', 0, { threshold: 'global' }),
  ofRegion('region, script', 'script', 0, {}),
  ofFrame('frame, linear', 'wasm', { formats: linear }),
  ofRegion('second region', 'wasm', 1, {}),
  ofFrame('frame, Data Matrix', 'wasm', { formats: ['DataMatrix'] }),
  ofRegion('region twice as large, script', 'script', 0, { scale: 2 }),
  ofRegion('region three times as large', 'wasm', 0, { scale: 3 }),
  ofFrame('frame, PDF417', 'wasm', { formats: stacked }),
  ofRegion('second region twice as large', 'wasm', 1, { scale: 2 }),
  ofFrame('frame, Aztec', 'wasm', { formats: ['Aztec'] }),
  ofRegion('region twice as large, one level', 'wasm', 0, { scale: 2, threshold: 'global' }),
  ofRegion('bars of the region smoothed, script', 'script', 0, { scale: 2, isUpright: true }),
  ofRegion('third region twice as large', 'wasm', 2, { scale: 2 }),
  ofRegion('second region, script', 'script', 1, {}),
]

/** For a single picture: the whole of it first, at any cost in time. */
export const pictureRenditions: readonly Rendition[] = [
  ofFrame('frame, thorough', 'wasm', {}),
  ofWhole('frame scaled', 'wasm', scaled),
  ...cameraRenditions.filter(({ name }) => !name.startsWith('frame')),
  ofWhole('frame inverted', 'wasm', invertedView),
  ofWhole('frame, script', 'script', sufficient),
  ofWhole('frame turned by 90°, script', 'script', (frame) => turned(frame, 1)),
  ofWhole('frame scaled, script', 'script', (frame) => chained(sufficient(frame), scaled)),
  ofWhole('frame inverted, script', 'script', (frame) => chained(sufficient(frame), invertedView)),
  // Bar codes are read from left to right only; the other directions are two and three quarter turns away.
  ofWhole('frame turned by 180°, script', 'script', (frame) => turned(frame, 2)),
  ofWhole('frame turned by 270°, script', 'script', (frame) => turned(frame, 3)),
]

function ofFrame(name: string, engine: Rendition['engine'], options: ReadOptions): Rendition {
  return { name, engine, pixels: `frame, ${engine}`, options, view: ({ frame }) => wholeView(frame) }
}

function ofWhole(name: string, engine: Rendition['engine'], change: (frame: LuminanceFrame) => View): Rendition {
  return { name, engine, pixels: name, options: {}, view: ({ frame }) => change(frame) }
}

interface RegionOptions {
  /** Pixels of the view for one of the frame; 1 when left out. */
  readonly scale?: number
  readonly threshold?: 'local' | 'global'
  /** Turned by the tilt of the bars and smoothed along them; only for bars. */
  readonly isUpright?: boolean
}

/** `rank` 0 is the most likely region. */
function ofRegion(name: string, engine: Rendition['engine'], rank: number, options: RegionOptions): Rendition {
  const { scale = 1, threshold = 'local', isUpright = false } = options
  // A region with its own pixels says nothing that the frame does not.
  const pixels = scale === 1 && threshold === 'local' ? `frame, ${engine}` : name
  return {
    name,
    engine,
    pixels,
    options: { threshold, ...(isUpright ? { formats: linear } : {}) },
    view({ frame, regions, buffer }) {
      const region = regions[rank]
      if (region === undefined || (isUpright && region.tiltDegrees === null)) return null
      const view = viewOfRegion(frame, region, scale, isUpright ? (region.tiltDegrees ?? 0) : 0, buffer)
      if (view !== null && isUpright) smoothAlongBars(view.frame, Math.max(2, Math.min(32, view.frame.height >> 4)))
      return view
    },
  }
}

/** Larger views take the time of a whole frame. */
const mostPixels = 1_000_000

/** The region with the white around it that every format wants; null where that is most of the frame or too much. */
function viewOfRegion(frame: LuminanceFrame, region: CodeSight, scale: number, turn: number, buffer: Uint8ClampedArray): View | null {
  const xs = region.position.map(({ x }) => x)
  const ys = region.position.map(({ y }) => y)
  const isTurned = turn !== 0
  const size = isTurned ? sizeOf(region.position) : { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) }
  const margin = 16 + 0.1 * Math.max(size.width, size.height)
  const width = Math.round((Math.min(size.width, frame.width) + 2 * margin) * scale)
  const height = Math.round((Math.min(size.height, frame.height) + 2 * (isTurned ? 0 : margin)) * scale)
  if (width * height > mostPixels || width < 24 || height < 16) return null
  if (scale === 1 && !isTurned && width * height > 0.8 * frame.width * frame.height) return null
  return takeView(frame, { centre: middleOf(region.position), width, height, scale, turn }, buffer)
}

/** Small pictures twice as large, large ones half as large, which takes away their grain. */
function scaled(frame: LuminanceFrame): View {
  const longSide = Math.max(frame.width, frame.height)
  return longSide <= 1600 ? enlargedView(frame) : viewWithin(frame, longSide - 1)
}

/** The script engine is slow on large pictures and gains nothing from more than 3000 pixels. */
function sufficient(frame: LuminanceFrame): View {
  return viewWithin(frame, 3000)
}

function turned(frame: LuminanceFrame, quarters: 1 | 2 | 3): View {
  return chained(sufficient(frame), (view) => turnedView(view, quarters))
}

function chained(view: View, change: (frame: LuminanceFrame) => View): View {
  return viewOfView(view, change(view.frame))
}

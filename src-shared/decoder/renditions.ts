import { profileOfBars } from './bar-profile.ts'
import type { ProfileLook } from './bar-profile.ts'
import type { Softness } from './bar-restore.ts'
import type { CodeFormat, EngineName, ReadOptions } from './engine.ts'
import type { LuminanceFrame } from './frame.ts'
import { middleOf, sizeOf } from './position.ts'
import { sharpen } from './sharpen.ts'
import type { CodeSight } from './sight.ts'
import { enlargedView, invertedView, takeView, turnedView, viewOfView, viewWithin, wholeView } from './view.ts'
import type { View } from './view.ts'

/** What there is to look at: one frame, and where in it linear, matrix and stacked codes may be, the most likely first. */
export interface Subject {
  readonly frame: LuminanceFrame
  readonly bars: readonly CodeSight[]
  readonly patches: readonly CodeSight[]
  readonly stacks: readonly CodeSight[]
  /** Taken by the view of a patch; good for one rendition at a time. */
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
/** Bars whose edges were restored: the one check digit of EAN-13 lets made-up edges through now and then. */
const restorable: readonly CodeFormat[] = ['Code128', 'Code39', 'ITF']
const stacked: readonly CodeFormat[] = ['PDF417', 'CompactPDF417']
const qr: readonly CodeFormat[] = ['QRCode', 'MicroQRCode']
const matrix: readonly CodeFormat[] = [...qr, 'DataMatrix', 'Aztec']

/** Upright codes of all formats in a tenth of the time of a thorough look at the whole frame. */
export const glance: Rendition = ofFrame('frame', 'wasm', { thorough: false, allDirections: false })

/** The likeliest places of a matrix and of a linear code take a few milliseconds and read more than any look at the whole frame. */
export const likelyPlaces: readonly Rendition[] = [ofPatch('patch', 'wasm', 0, {}), ofBars('bars sharpened', 'wasm', 0, { sharpness: 1 })]

/** The script engine finds its threshold where edges are as sharp as in a frame. */
const forScript: ProfileLook = { sharpness: 1, isCoarse: true }

/**
 * What bars that lie through from top to bottom are shown as when the likely look reads nothing: out of focus, moved, or with one
 * end hidden. The script engine needs neither the white beyond the bars nor the last of them; of the linear codes it is left the
 * one whose check character covers all of it.
 */
export const blurredBars: readonly Rendition[] = [
  ofBars('bars, blur undone', 'wasm', 0, { softness: blur(1.5) }, restorable),
  ofBars('bars, script', 'script', 0, forScript, ['Code128']),
  ofBars('bars, motion undone', 'wasm', 0, { softness: motion(4.5) }, restorable),
]

/** Reads some worn codes that the fast engine does not. */
export const patchByScript: Rendition = ofPatch('patch, QR, script', 'script', 0, { formats: ['QRCode'] })

/** Reads more yet, at four times the time. */
export const likelyPatch: Rendition = ofPatch('patch twice as large', 'wasm', 0, { scale: 2 })

/**
 * Take turns in the frames of a camera, what is likeliest to help first. The script engine is left QR codes and Code 128: other
 * linear codes and Micro QR it reads wrongly now and then, PDF417 it cuts short, and of the others it reads few.
 */
export const cameraRenditions: readonly Rendition[] = [
  likelyPatch,
  ofPatch('second patch', 'wasm', 1, {}),
  ofPatch('patch sharpened', 'wasm', 0, { sharpness: 2 }),
  ofBars('second bars sharpened', 'wasm', 1, { sharpness: 1 }),
  ofFrame('frame, QR', 'wasm', { formats: qr }),
  ...blurredBars,
  ofBars('bars inverted', 'wasm', 0, { sharpness: 1, bars: 'unlikely' }),
  ofPatch('patch, one level', 'wasm', 0, { threshold: 'global' }),
  ofBars('bars, strong blur undone', 'wasm', 0, { softness: blur(2) }, restorable),
  ofBars('bars', 'wasm', 0, {}),
  ofPatch('third patch', 'wasm', 2, {}),
  ofBars('bars, long motion undone', 'wasm', 0, { softness: motion(6) }, restorable),
  ofFrame('frame, linear', 'wasm', { formats: linear }),
  ofPatch('patch twice as large, sharpened twice', 'wasm', 0, { scale: 2, sharpness: 4 }),
  ofPatch('second patch twice as large', 'wasm', 1, { scale: 2 }),
  ofBars('second bars, blur undone', 'wasm', 1, { softness: blur(1.5) }, restorable),
  ofBars('bars, short motion undone', 'wasm', 0, { softness: motion(3.5) }, restorable),
  ofBars('third bars sharpened', 'wasm', 2, { sharpness: 1 }),
  ofBars('bars sharpened twice', 'wasm', 0, { sharpness: 2 }),
  ofFrame('frame, Data Matrix', 'wasm', { formats: ['DataMatrix'] }),
  ofPatch('patch twice as large, one level', 'wasm', 0, { scale: 2, threshold: 'global' }),
  ofBars('second bars inverted', 'wasm', 1, { sharpness: 1, bars: 'unlikely' }),
  ofPatch('third patch twice as large', 'wasm', 2, { scale: 2 }),
  ofFrame('frame, Aztec', 'wasm', { formats: ['Aztec'] }),
  ofPatch('fourth patch', 'wasm', 3, {}),
  ofFrame('frame, PDF417', 'wasm', { formats: stacked }),
  ofStack('stack upright', 'wasm', 0, 1),
  patchByScript,
]

const softnesses: readonly Softness[] = [blur(1.5), blur(2), motion(3.5), motion(4.5), motion(6)]

/** For a single picture, after the glance and the likeliest places: at any cost in time. */
export const pictureRenditions: readonly Rendition[] = [
  ofFrame('frame, thorough', 'wasm', {}),
  ...[0, 1, 2, 3, 4, 5].flatMap((rank) => [
    ofBars(`bars ${rank + 1} sharpened`, 'wasm', rank, { sharpness: 1 }),
    ofBars(`lower bars ${rank + 1} sharpened`, 'wasm', rank, { sharpness: 1, half: 'lower' }),
    ofBars(`upper bars ${rank + 1} sharpened`, 'wasm', rank, { sharpness: 1, half: 'upper' }),
    ofBars(`bars ${rank + 1}`, 'wasm', rank, {}),
    ofBars(`lower bars ${rank + 1}`, 'wasm', rank, { half: 'lower' }),
    ofBars(`bars ${rank + 1} sharpened twice`, 'wasm', rank, { sharpness: 2 }),
    ofBars(`lower bars ${rank + 1} sharpened twice`, 'wasm', rank, { sharpness: 2, half: 'lower' }),
    ofBars(`bars ${rank + 1}, script`, 'script', rank, forScript, ['Code128']),
    ofBars(`lower bars ${rank + 1}, script`, 'script', rank, { ...forScript, half: 'lower' }, ['Code128']),
    ofBars(`lower bars ${rank + 1}, little blur undone, script`, 'script', rank, { ...forScript, softness: blur(0.7), half: 'lower' }, [
      'Code128',
    ]),
    ofBars(`upper bars ${rank + 1}, script`, 'script', rank, { ...forScript, half: 'upper' }, ['Code128']),
    ofBars(`bars ${rank + 1} inverted`, 'wasm', rank, { sharpness: 1, bars: 'unlikely' }),
    ofBars(`lower bars ${rank + 1} inverted`, 'wasm', rank, { sharpness: 1, bars: 'unlikely', half: 'lower' }),
    ofPatch(`patch ${rank + 1}`, 'wasm', rank, {}),
    ofPatch(`patch ${rank + 1} twice as large`, 'wasm', rank, { scale: 2 }),
    ofPatch(`patch ${rank + 1}, one level`, 'wasm', rank, { threshold: 'global' }),
    ofPatch(`patch ${rank + 1} sharpened`, 'wasm', rank, { sharpness: 2 }),
    ofPatch(`patch ${rank + 1} twice as large, sharpened twice`, 'wasm', rank, { scale: 2, sharpness: 4 }),
    ofPatch(`patch ${rank + 1} three times as large, sharpened`, 'wasm', rank, { scale: 3, sharpness: 1 }),
  ]),
  ...[0, 1, 2].flatMap((rank) =>
    softnesses.flatMap((softness) => [
      // What the whole and a part of it make up alike must not prove itself: two halves share no pixel.
      ofBars(`upper bars ${rank + 1}, ${nameOf(softness)} undone`, 'wasm', rank, { softness, half: 'upper' }, restorable),
      ofBars(`lower bars ${rank + 1}, ${nameOf(softness)} undone`, 'wasm', rank, { softness, half: 'lower' }, restorable),
    ]),
  ),
  ...[0, 1].flatMap((rank) => [1, 2, 3].map((scale) => ofStack(`stack ${rank + 1} upright, ${scale} times`, 'wasm', rank, scale))),
  ofWhole('frame scaled', 'wasm', {}, scaled),
  ofWhole('frame inverted', 'wasm', {}, invertedView),
  ofWhole('frame scaled and inverted', 'wasm', { formats: stacked }, (frame) => chained(scaled(frame), invertedView)),
  ofWhole('frame, matrix, script', 'script', { formats: matrix }, sufficient),
  ofWhole('frame scaled, QR, script', 'script', { formats: qr }, (frame) => chained(sufficient(frame), scaled)),
  ofWhole('frame, one level, QR, script', 'script', { formats: ['QRCode'], threshold: 'global' }, sufficient),
]

/** Where WebAssembly is forbidden the script engine reads everything, as slow as it is. */
export const cameraRenditionsOfScript: readonly Rendition[] = [
  ofPatch('patch, script', 'script', 0, {}),
  ofBars('bars sharpened, script', 'script', 0, { sharpness: 1 }),
  ofFrame('frame, QR, script', 'script', { formats: ['QRCode'] }),
  ofBars('bars, script', 'script', 0, {}),
  ofPatch('second patch, script', 'script', 1, {}),
  ofBars('second bars sharpened, script', 'script', 1, { sharpness: 1 }),
  ofPatch('patch twice as large, script', 'script', 0, { scale: 2 }),
]

/** The same for a single picture. */
export const pictureRenditionsOfScript: readonly Rendition[] = [
  ofWhole('frame, script', 'script', {}, sufficient),
  // Bar codes are read from left to right only; the other directions are one to three quarter turns away.
  ofWhole('frame turned by 90°, script', 'script', {}, (frame) => turned(frame, 1)),
  ofWhole('frame scaled, script', 'script', {}, (frame) => chained(sufficient(frame), scaled)),
  ofWhole('frame inverted, script', 'script', {}, (frame) => chained(sufficient(frame), invertedView)),
  ofWhole('frame turned by 180°, script', 'script', {}, (frame) => turned(frame, 2)),
  ofWhole('frame turned by 270°, script', 'script', {}, (frame) => turned(frame, 3)),
  ofBars('bars sharpened, script', 'script', 0, { sharpness: 1 }),
  ofBars('lower bars sharpened, script', 'script', 0, { sharpness: 1, half: 'lower' }),
  ofWhole('frame scaled and inverted, script', 'script', {}, (frame) => chained(chained(sufficient(frame), scaled), invertedView)),
]

function blur(deviation: number): Softness {
  return { kind: 'blur', deviation }
}

function motion(way: number): Softness {
  return { kind: 'motion', way }
}

function nameOf(softness: Softness): string {
  return softness.kind === 'blur' ? `blur of ${softness.deviation}` : `motion of ${softness.way}`
}

function ofFrame(name: string, engine: Rendition['engine'], options: ReadOptions): Rendition {
  return { name, engine, pixels: `frame, ${engine}`, options, view: ({ frame }) => wholeView(frame) }
}

function ofWhole(name: string, engine: Rendition['engine'], options: ReadOptions, change: (frame: LuminanceFrame) => View): Rendition {
  return { name, engine, pixels: name, options, view: ({ frame }) => change(frame) }
}

interface PatchOptions extends ReadOptions {
  /** Pixels of the view for one of the frame; 1 when left out. */
  readonly scale?: number
  /** How much of its difference from its surroundings is added to each pixel; 0 when left out. */
  readonly sharpness?: number
}

/** Surroundings are so many pixels of the frame to every side. */
const surroundings = 2

/** `rank` 0 is the most likely place. */
function ofPatch(
  name: string,
  engine: Rendition['engine'],
  rank: number,
  { scale = 1, sharpness = 0, ...options }: PatchOptions,
): Rendition {
  return {
    name,
    engine,
    // A patch with its own pixels says nothing that the frame does not.
    pixels: scale === 1 && sharpness === 0 && options.threshold === undefined ? `frame, ${engine}` : name,
    options: { formats: matrix, ...options },
    view({ frame, patches, buffer }) {
      const patch = patches[rank]
      const view = patch === undefined ? null : viewOfPatch(frame, patch, scale, buffer)
      if (view !== null && sharpness > 0) sharpen(view.frame, surroundings * scale, sharpness)
      return view
    },
  }
}

/** The fast engine inverts by itself, but no linear codes. */
function ofBars(
  name: string,
  engine: Rendition['engine'],
  rank: number,
  look: ProfileLook,
  formats: readonly CodeFormat[] = linear,
): Rendition {
  return {
    name,
    engine,
    // However shown, to whom, and at which rank the place stands by now, they are the same pixels; the upper half is a part of the whole.
    pixels: look.half === 'lower' ? 'lower bars' : 'bars',
    options: { formats },
    view({ frame, bars }) {
      const place = bars[rank]
      return place === undefined ? null : profileOfBars(frame, place, look)
    },
  }
}

/** The fast engine reads PDF417 upright or nearly so. */
function ofStack(name: string, engine: Rendition['engine'], rank: number, scale: number): Rendition {
  return {
    name,
    engine,
    pixels: name,
    options: { formats: stacked },
    view({ frame, stacks, buffer }) {
      const place = stacks[rank]
      if (place === undefined) return null
      const { width, height } = sizeOf(place.position)
      const margin = 16 + 0.05 * width
      const size = { width: Math.round((width + 2 * margin) * scale), height: Math.round((height + 2 * margin) * scale) }
      if (size.width * size.height > mostPixels) return null
      return takeView(frame, { centre: middleOf(place.position), ...size, scale, turn: place.tiltDegrees ?? 0 }, buffer)
    },
  }
}

/** Larger views take the time of a whole frame, and what is so large needs no closer look. */
const mostPixels = 500_000

/** The patch with the white around it that every format wants; null where that is most of the frame or too much. */
function viewOfPatch(frame: LuminanceFrame, { position }: CodeSight, scale: number, buffer: Uint8ClampedArray): View | null {
  const xs = position.map(({ x }) => x)
  const ys = position.map(({ y }) => y)
  const size = { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) }
  const margin = 16 + 0.1 * Math.max(size.width, size.height)
  const width = Math.round((Math.min(size.width, frame.width) + 2 * margin) * scale)
  const height = Math.round((Math.min(size.height, frame.height) + 2 * margin) * scale)
  if (width * height > mostPixels || width < 24 || height < 16) return null
  if (scale === 1 && width * height > 0.8 * frame.width * frame.height) return null
  return takeView(frame, { centre: middleOf(position), width, height, scale, turn: 0 }, buffer)
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

import { handHeld } from './camera/hand.ts'
import { plainShot } from './camera/photograph.ts'
import type { Shot } from './camera/photograph.ts'
import type { Case } from './cases.ts'
import { contentFor, inventPerson } from './codes/people.ts'
import { drawSymbol } from './codes/symbol.ts'
import type { CodeSymbol } from './codes/symbol.ts'
import { formats } from './grid.ts'
import { randomOf } from './random.ts'
import type { Random } from './random.ts'
import { otherCard, otherCode, plainCard, severalCodes } from './scenes/cards.ts'
import { clutters, clutterScene } from './scenes/clutter.ts'
import { damaged } from './scenes/damage.ts'
import { paperForm } from './scenes/paper-form.ts'
import { phoneScreen } from './scenes/phone-screen.ts'
import type { Scene } from './scenes/scene.ts'

/** Kinds of pictures in which the reading of anything but what is truly there is wrong. */
export const negativeKinds = ['no code', 'damaged beyond repair', 'another card', 'several people', 'out of reach'] as const
export type NegativeKind = (typeof negativeKinds)[number]

/** `count` hand-held photographs of one thing. Equal arguments give the same pictures on every machine. */
export function negativeCase(seed: string, kind: NegativeKind, number: number, count: number): Case {
  const name = ['negative', seed, kind, number] as const
  const random = randomOf(...name)
  const scene = scenes[kind](random)
  return { scene, shots: handHeld(anyShot(kind, random), count, random), noise: (index) => randomOf(...name, 'noise', index) }
}

const scenes: Readonly<Record<NegativeKind, (random: Random) => Scene>> = {
  'no code': (random) => {
    const kind = random.below(10)
    if (kind === 0) return paperForm(inventPerson(random), null, random)
    if (kind === 1) return plainCard(inventPerson(random), random)
    if (kind === 2)
      return phoneScreen(inventPerson(random), null, { darkTheme: random.unit() < 0.5, brightness: 190, pixelGrid: 0.2 }, random)
    return clutterScene(clutters[random.below(clutters.length)] ?? 'page of text', random)
  },
  'damaged beyond repair': (random) => {
    const scene = random.unit() < 0.5 ? paperForm(inventPerson(random), anyCode(random), random) : severalCodes([anyCode(random)], random)
    const part = random.between(0.25, 0.6)
    const kind = random.below(3)
    if (kind === 0) return damaged(scene, { kind: 'covered', part }, random)
    if (kind === 1) return damaged(scene, { kind: 'blotted', part }, random)
    return damaged(scene, { kind: 'worn', part: 1.5 * part }, random)
  },
  'another card': otherCard,
  'several people': (random) => {
    const symbols = Array.from({ length: 2 + random.below(2) }, () => (random.unit() < 0.75 ? anyCode(random) : otherCode(random)))
    return severalCodes(symbols, random)
  },
  'out of reach': (random) => paperForm(inventPerson(random), anyCode(random), random),
}

function anyCode(random: Random): CodeSymbol {
  const format = formats[random.below(formats.length)] ?? 'QRCode'
  return drawSymbol(format, contentFor(format, inventPerson(random), random))
}

/** Six in ten cameras give 640 × 480; any amount of everything, and `out of reach` too much of it. */
function anyShot(kind: NegativeKind, random: Random): Shot {
  const small = random.unit() < 0.6
  const [width, height] = small ? [640, 480] : [1280, 720]
  const far = kind === 'out of reach'
  const whole = random.unit() < 0.4
  return {
    ...plainShot,
    width,
    height,
    framing:
      whole || kind === 'no code' || kind === 'several people'
        ? 'whole'
        : { modulePixels: far ? random.between(0.7, 1.3) : random.between(1.3, 4) },
    zoom: whole ? random.between(0.8, 1.6) : random.between(0.95, 1.05),
    shift: { x: random.between(-0.05, 0.05) * width, y: random.between(-0.05, 0.05) * height },
    tilt: random.unit() < 0.2 ? random.pick([90, 180, 270]) + random.between(-5, 5) : random.between(-15, 15),
    yaw: random.between(-20, 20),
    pitch: random.between(-20, 20),
    blur: far ? random.between(1, 2.5) : random.between(0, 1.5),
    motion: { pixels: random.unit() < 0.3 ? random.between(1, far ? 8 : 4) : 0, degrees: random.between(0, 180) },
    noise: random.between(2, far ? 20 : 12),
    tone: { exposure: random.between(0.3, 1.2), contrast: random.between(0.3, 1), gamma: random.between(0.7, 1.6) },
    jpegQuality: random.unit() < 0.2 ? 20 + random.below(60) : null,
  }
}

import { closeSync, openSync, writeSync } from 'node:fs'
import type { LuminanceFrame } from '../../../src-shared/decoder/frame.ts'
import { handHeld } from './camera/hand.ts'
import { photograph, plainShot } from './camera/photograph.ts'
import type { Shot } from './camera/photograph.ts'
import { inventEan, inventPerson } from './codes/people.ts'
import { drawSymbol } from './codes/symbol.ts'
import { randomOf } from './random.ts'
import type { Random } from './random.ts'
import { paperForm } from './scenes/paper-form.ts'
import { phoneScreen } from './scenes/phone-screen.ts'
import type { Scene } from './scenes/scene.ts'

export const videoScenes = ['policy-tilted-blurred', 'phone-qr', 'other-code', 'no-code', 'dark', 'glare', 'too-far'] as const
export type VideoScene = (typeof videoScenes)[number]

const framesPerSecond = 20

/**
 * Writes a film for a camera that is fed from a file: y4m, 4:2:0, 1280 × 720, 20 frames a second, hand-held, and its end
 * leads on to its beginning. `payload` is what the code carries: the 130 bytes of a paper policy (`policy-tilted-blurred`,
 * `dark`, `glare`, `too-far`), text (`phone-qr`), 13 digits (`other-code`); null for that of an invented person.
 */
export function writeVideo(scene: VideoScene, payload: string | Uint8Array | null, path: string, frames = 30): void {
  const random = randomOf('video', scene)
  const { thing, shot } = setUp(scene, payload, random)
  const file = openSync(path, 'w')
  try {
    writeSync(file, `YUV4MPEG2 W${shot.width} H${shot.height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`)
    for (const [index, held] of handHeld(shot, frames, random).entries()) {
      writeSync(file, 'FRAME\n')
      writeSync(file, planes(photograph(thing, held, randomOf('video', scene, index))))
    }
  } finally {
    closeSync(file)
  }
}

function setUp(scene: VideoScene, payload: string | Uint8Array | null, random: Random): { thing: Scene; shot: Shot } {
  const person = inventPerson(random)
  const policy = (): Scene => paperForm(person, drawSymbol('CompactPDF417', payload ?? person.policy), random)
  switch (scene) {
    case 'policy-tilted-blurred':
      return { thing: policy(), shot: { ...plainShot, tilt: 6, blur: 1.2, framing: { modulePixels: 2.3 }, shift: { x: -40, y: 25 } } }
    case 'phone-qr': {
      const look = { darkTheme: false, brightness: 170, pixelGrid: 0.15 }
      const thing = phoneScreen(person, drawSymbol('QRCode', payload ?? person.enp), look, random)
      return { thing, shot: { ...plainShot, tilt: -4, blur: 0.8, framing: 'whole', zoom: 1.4 } }
    }
    case 'other-code':
      return { thing: paperForm(person, drawSymbol('EAN13', payload ?? inventEan(random)), random), shot: { ...plainShot, tilt: 3 } }
    case 'no-code':
      return { thing: paperForm(person, null, random), shot: { ...plainShot, framing: 'whole', zoom: 1.3 } }
    case 'dark':
      return { thing: policy(), shot: { ...plainShot, tilt: 2, noise: 9, tone: { exposure: 0.12, contrast: 0.7, gamma: 1 } } }
    case 'glare':
      return { thing: policy(), shot: { ...plainShot, tilt: 2, glare: { x: 40, y: 0, radius: 90, strength: 400 } } }
    case 'too-far':
      return { thing: policy(), shot: { ...plainShot, framing: 'whole', zoom: 0.6, blur: 0.8 } }
  }
}

/** Luminance in the narrow range of video, 16–235, then both colour planes, a quarter of it each, without colour. */
function planes({ data, width, height }: LuminanceFrame): Uint8Array {
  const bytes = new Uint8Array(width * height + 2 * (width >> 1) * (height >> 1)).fill(128)
  for (let pixel = 0; pixel < data.length; pixel++) bytes[pixel] = 16 + Math.round(((data[pixel] ?? 0) * 219) / 255)
  return bytes
}

import type { CodeFormat } from '../../../src-shared/decoder/engine.ts'
import { handHeld } from './camera/hand.ts'
import { plainShot } from './camera/photograph.ts'
import type { Shot } from './camera/photograph.ts'
import { contentFor, inventPerson } from './codes/people.ts'
import type { CodedPerson } from './codes/people.ts'
import { drawSymbol } from './codes/symbol.ts'
import type { CodeSymbol } from './codes/symbol.ts'
import type { Carrier, Step } from './grid.ts'
import { randomOf } from './random.ts'
import type { Random } from './random.ts'
import { damaged } from './scenes/damage.ts'
import { paperForm } from './scenes/paper-form.ts'
import { phoneScreen } from './scenes/phone-screen.ts'
import type { Scene } from './scenes/scene.ts'

/** A thing before the camera and the photographs taken of it. */
export interface Case {
  readonly scene: Scene
  readonly shots: readonly Shot[]
  /** Starts the noise of photograph number `index`. */
  noise(index: number): Random
}

/** One photograph of a step. Equal arguments give the same picture on every machine. */
export function singleCase(seed: string, format: CodeFormat, step: Step, number: number): Case {
  const name = ['single', seed, format, step.name, number] as const
  const random = randomOf(...name)
  const scene = sceneOf(format, step, random)
  return { scene, shots: [shotOf(scene, step, random)], noise: (index) => randomOf(...name, 'noise', index) }
}

/** Thirty photographs, hand-held, around a step. */
export function sequenceCase(seed: string, format: CodeFormat, step: Step, number: number): Case {
  const name = ['sequence', seed, format, step.name, number] as const
  const random = randomOf(...name)
  const scene = sceneOf(format, step, random)
  return { scene, shots: handHeld(shotOf(scene, step, random), 30, random), noise: (index) => randomOf(...name, 'noise', index) }
}

function sceneOf(format: CodeFormat, step: Step, random: Random): Scene {
  const person = inventPerson(random)
  const scene = carried(step.carrier, person, drawSymbol(format, contentFor(format, person, random)), random)
  return step.damage === null ? scene : damaged(scene, step.damage, random)
}

function carried(carrier: Carrier, person: CodedPerson, symbol: CodeSymbol, random: Random): Scene {
  if (carrier === 'paper') return paperForm(person, symbol, random)
  const look = { darkTheme: carrier === 'dark phone', brightness: random.between(130, 220), pixelGrid: random.between(0, 0.25) }
  return phoneScreen(person, symbol, look, random)
}

/** No hand meets an amount exactly: place and angles differ a little from picture to picture. A code longer than the frame is held farther away. */
function shotOf(scene: Scene, { shot, folded, glare }: Step, random: Random): Shot {
  const [code] = scene.codes
  const stepped: Shot = { ...plainShot, ...shot }
  const side = random.unit() < 0.5 ? 1 : -1
  const modules = code?.symbol.width ?? 100
  const room = 0.85 * (stepped.tilt === 90 ? stepped.height : stepped.width)
  const framing = stepped.framing === 'whole' ? 'whole' : { modulePixels: Math.min(stepped.framing.modulePixels, room / modules) }
  const wide = modules * (framing === 'whole' ? 1 : framing.modulePixels)
  return {
    ...stepped,
    framing,
    tilt: side * stepped.tilt + random.between(-0.5, 0.5),
    yaw: side * stepped.yaw + random.between(-2, 2),
    pitch: stepped.pitch + random.between(-2, 2),
    shift:
      stepped.framing === 'whole'
        ? stepped.shift
        : { x: random.between(-0.4, 0.4) * (stepped.width - wide - 100), y: random.between(-40, 40) },
    zoom: stepped.framing === 'whole' ? random.between(0.97, 1) : 1,
    motion: { ...stepped.motion, degrees: random.between(0, 180) },
    glare:
      glare === null
        ? null
        : { x: random.between(-0.3, 0.3) * wide, y: random.between(-0.1, 0.1) * wide, radius: glare * wide, strength: 260 },
    bend: folded && code !== undefined ? { fold: foldThrough(code.box, random), bow: 0 } : stepped.bend,
  }
}

function foldThrough({ left, top, width, height }: Scene['codes'][number]['box'], random: Random): NonNullable<Shot['bend']['fold']> {
  return {
    x: left + width * random.between(0.2, 0.8),
    y: top + height * random.between(0.2, 0.8),
    degrees: random.between(60, 120),
    shortening: random.between(0.03, 0.12),
    dimming: random.between(0.1, 0.3),
  }
}

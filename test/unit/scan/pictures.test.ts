import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { cornersInFrame, photograph, plainShot } from '../../bench/scan/camera/photograph.ts'
import { caseNamed } from '../../bench/scan/case-named.ts'
import { sequenceCase, singleCase } from '../../bench/scan/cases.ts'
import { formats, stepsOf } from '../../bench/scan/grid.ts'
import { negativeCase, negativeKinds } from '../../bench/scan/negatives.ts'
import { readByWasm } from '../../bench/scan/run/engines-alone.ts'
import { writeVideo } from '../../bench/scan/video.ts'

// Pictures of a million pixels are computed one by one.
vi.setConfig({ testTimeout: 120_000 })

const small = { ...plainShot, width: 640, height: 360, noise: 2 }
const plainStep = { family: 'plain', name: 'plain', carrier: 'paper', shot: {}, damage: null, folded: false, glare: null } as const

function picture(seed: string, number: number): string {
  const { scene, noise } = singleCase(seed, 'QRCode', plainStep, number)
  return Buffer.from(photograph(scene, small, noise(0)).data).toString('latin1')
}

describe('a picture of the bench', () => {
  it('is the same for the same seed, number and step, and another for others', () => {
    expect(picture('1', 0)).toBe(picture('1', 0))
    expect(picture('1', 0)).not.toBe(picture('1', 1))
    expect(picture('1', 0)).not.toBe(picture('2', 0))
  })

  it('has the code where it says: the bars at its left edge are dark, what is before them light', () => {
    const { scene, noise } = singleCase('1', 'CompactPDF417', plainStep, 0)
    const shot = { ...small, tilt: 7 }
    const [code] = scene.codes
    if (code === undefined) throw new Error('a code')
    const [topLeft, , , bottomLeft] = cornersInFrame(scene, shot, code)
    if (topLeft === undefined || bottomLeft === undefined) throw new Error('corners')
    const { data, width } = photograph(scene, shot, noise(0))
    const middle = { x: (topLeft.x + bottomLeft.x) / 2, y: (topLeft.y + bottomLeft.y) / 2 }
    const levelAt = (x: number): number => data[Math.floor(middle.y) * width + Math.floor(x)] ?? 0
    // The first bar is eight modules wide, the quiet zone as well.
    expect(levelAt(middle.x + 8)).toBeLessThan(90)
    expect(levelAt(middle.x - 8)).toBeGreaterThan(150)
  })

  it.each(formats)('with a %s is read exactly by an engine when nothing is wrong with it', async (format) => {
    const { scene, noise } = singleCase('1', format, plainStep, 0)
    const shot = { ...plainShot, framing: { modulePixels: 3.5 }, tilt: 0, noise: 1 }
    const read = await readByWasm(photograph(scene, shot, noise(0)), format)
    expect(read.map(({ bytes }) => Array.from(bytes))).toEqual(scene.codes.map(({ symbol }) => Array.from(symbol.truth)))
  })

  it('is found again by the name that the bench gives it', () => {
    const single = caseNamed('7', 'single 3 of CompactPDF417 at tilt and blur 4° σ 1.5 px')
    expect(single?.pictured.shots).toHaveLength(1)
    expect(single?.pictured.shots[0]?.blur).toBe(1.5)
    const sequence = caseNamed('7', 'sequence 1 of Code39 at phone dark theme, frame 12')
    expect([sequence?.pictured.shots.length, sequence?.index]).toEqual([30, 12])
    const negative = caseNamed('7', 'several people 4 of 10 frames, frame 2')
    expect([negative?.pictured.shots.length, negative?.index]).toEqual([10, 2])
    expect(caseNamed('7', 'single 3 of Nothing at tilt 3°')).toBeNull()
  })

  it.each(negativeKinds)('of the kind «%s» holds no code of ours, or tells which', (kind) => {
    const { scene, shots } = negativeCase('1', kind, 0, 3)
    expect(shots).toHaveLength(3)
    expect(scene.codes.length).toBeGreaterThanOrEqual(kind === 'no code' ? 0 : 1)
    if (kind === 'no code') expect(scene.codes).toHaveLength(0)
  })
})

describe('the steps', () => {
  it.each(formats)('of %s have each a name of its own', (format) => {
    const names = stepsOf(format).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('differ in nothing but their amount: sequence and single photograph of one have the same size', () => {
    for (const step of stepsOf('Aztec').slice(0, 3)) {
      const [shot] = sequenceCase('1', 'Aztec', step, 0).shots
      expect([shot?.width, shot?.height]).toEqual([step.shot.width ?? 1280, step.shot.height ?? 720])
    }
  })
})

describe('a film for a camera', () => {
  it('is 4:2:0 at 1280 × 720, 20 a second, without colour and in the range of video', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'polis-desk-film-'))
    try {
      const file = path.join(folder, 'film.y4m')
      writeVideo('no-code', null, file, 2)
      const bytes = readFileSync(file)
      const head = 'YUV4MPEG2 W1280 H720 F20:1 Ip A1:1 C420jpeg\n'
      const frame = 'FRAME\n'.length + (1280 * 720 * 3) / 2
      expect(bytes.subarray(0, head.length).toString()).toBe(head)
      expect(bytes.length).toBe(head.length + 2 * frame)
      const luminance = bytes.subarray(head.length + 6, head.length + 6 + 1280 * 720)
      expect(luminance.every((level) => level >= 16 && level <= 235)).toBe(true)
      expect(new Set(bytes.subarray(head.length + 6 + 1280 * 720, head.length + frame))).toEqual(new Set([128]))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

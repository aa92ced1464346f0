import type { Random } from '../random.ts'
import { fillBox } from './raster.ts'
import type { Raster } from './raster.ts'
import type { Scene } from './scene.ts'

/** What has happened to the first code of a scene. */
export type Damage =
  /** A finger over one end: `part` of the length hidden. */
  | { readonly kind: 'covered'; readonly part: number }
  /** Thin scratches across, `count` of them, ink gone. */
  | { readonly kind: 'scratched'; readonly count: number }
  /** Blots of ink or of correction fluid over `part` of the area. */
  | { readonly kind: 'blotted'; readonly part: number }
  /** Printing ink rubbed off in grains, `part` of the dark area. */
  | { readonly kind: 'worn'; readonly part: number }

/** A copy of the scene whose first code is damaged. */
export function damaged(scene: Scene, damage: Damage, random: Random): Scene {
  const raster = { ...scene.raster, data: scene.raster.data.slice() }
  for (const code of scene.codes.slice(0, 1)) harm(raster, code, damage, random)
  return { ...scene, raster }
}

function harm(raster: Raster, { box, pitch }: Scene['codes'][number], damage: Damage, random: Random): void {
  const { left, top, width, height } = box
  switch (damage.kind) {
    case 'covered': {
      const part = width * damage.part
      const from = random.unit() < 0.5 ? left - 6 * pitch : left + width - part
      fillBox(raster, { left: from, top: top - 8 * pitch, width: part + 6 * pitch, height: height + 16 * pitch }, 150)
      return
    }
    case 'scratched':
      for (let count = 0; count < damage.count; count++) {
        const [from, to] = [left + random.unit() * width, left + random.unit() * width]
        drawLine(raster, { x: from, y: top }, { x: to, y: top + height }, Math.max(2, pitch * 0.6), 205)
      }
      return
    case 'blotted': {
      let uncovered = width * height * damage.part
      while (uncovered > 0) {
        const side = Math.min(height, width) * random.between(0.15, 0.4)
        const place = { left: left + random.unit() * (width - side), top: top + random.unit() * (height - side) }
        fillBox(raster, { ...place, width: side, height: side }, random.unit() < 0.5 ? 40 : 214)
        uncovered -= side * side
      }
      return
    }
    case 'worn': {
      const grain = Math.max(2, Math.round(pitch / 2))
      const grains = (width * height * damage.part) / (grain * grain)
      for (let count = 0; count < grains; count++) {
        fillBox(raster, { left: left + random.unit() * width, top: top + random.unit() * height, width: grain, height: grain }, 195)
      }
    }
  }
}

function drawLine(raster: Raster, from: { x: number; y: number }, to: { x: number; y: number }, thickness: number, level: number): void {
  const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y))
  for (let step = 0; step <= steps; step++) {
    const part = step / steps
    fillBox(
      raster,
      { left: from.x + (to.x - from.x) * part, top: from.y + (to.y - from.y) * part, width: thickness, height: thickness },
      level,
    )
  }
}

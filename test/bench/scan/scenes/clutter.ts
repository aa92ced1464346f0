import type { Random } from '../random.ts'
import { blankRaster, fillBox } from './raster.ts'
import type { Raster } from './raster.ts'
import { pixelsPerMillimetre as mm } from './scene.ts'
import type { Scene } from './scene.ts'
import { printLine } from './paper-form.ts'
import { addGrain, grainTile } from './texture.ts'

export const clutters = [
  'page of text',
  'striped cloth',
  'checked cloth',
  'bars without meaning',
  'squares without meaning',
  'hand and skin',
  'print raster',
] as const
export type Clutter = (typeof clutters)[number]

/** What a camera sees when nobody shows a code. */
export function clutterScene(kind: Clutter, random: Random): Scene {
  const raster = blankRaster(120 * mm, 80 * mm, 200)
  draw[kind](raster, random)
  return { raster, codes: [], background: random.between(40, 140) }
}

const draw: Readonly<Record<Clutter, (raster: Raster, random: Random) => void>> = {
  'page of text': (raster, random) => {
    const dot = 3 + random.below(5)
    for (let line = 0; line < 16; line++)
      printLine(raster, random, { left: 4, top: 4 + line * 4.6, letters: Math.floor(1700 / (6 * dot)), dot })
  },
  'striped cloth': (raster, random) => {
    stripes(raster, random, random.between(6, 40))
    addGrain(raster, grainTile(random, 2), 18)
  },
  'checked cloth': (raster, random) => {
    const spacing = random.between(10, 60)
    stripes(raster, random, spacing)
    for (let top = 0; top < raster.height; top += spacing * 2)
      fillBox(raster, { left: 0, top, width: raster.width, height: spacing * 0.7 }, 90)
    addGrain(raster, grainTile(random, 2), 18)
  },
  'bars without meaning': (raster, random) => {
    const unit = 4 + random.below(6)
    const [left, right] = [12 * mm, 108 * mm]
    for (let at = left; at < right;) {
      const bar = unit * (1 + random.below(4))
      fillBox(raster, { left: at, top: 20 * mm, width: bar, height: 35 * mm }, 45)
      at += bar + unit * (1 + random.below(4))
    }
  },
  'squares without meaning': (raster, random) => {
    const unit = 6 + random.below(20)
    for (let top = 15 * mm; top < 65 * mm; top += unit) {
      for (let left = 25 * mm; left < 95 * mm; left += unit) {
        if (random.unit() < 0.5) fillBox(raster, { left, top, width: unit, height: unit }, 45)
      }
    }
  },
  'hand and skin': (raster, random) => {
    addGrain(raster, grainTile(random, 120), 70)
    addGrain(raster, grainTile(random, 30), 25)
    for (let finger = 0; finger < 4; finger++) {
      fillBox(
        raster,
        { left: 10 * mm, top: (8 + finger * 17) * mm, width: random.between(60, 95) * mm, height: 13 * mm },
        150 + random.below(40),
      )
    }
    addGrain(raster, grainTile(random, 4), 10)
  },
  'print raster': (raster, random) => {
    const spacing = 5 + random.below(8)
    for (let top = 0; top < raster.height; top += spacing) {
      for (let left = (top / spacing) % 2 === 0 ? 0 : spacing / 2; left < raster.width; left += spacing) {
        const side = spacing * (0.25 + 0.5 * Math.abs(Math.sin(left / 300) * Math.cos(top / 260)))
        fillBox(raster, { left, top, width: side, height: side }, 50)
      }
    }
  },
}

function stripes(raster: Raster, random: Random, spacing: number): void {
  for (let left = 0; left < raster.width;) {
    const width = spacing * (0.5 + random.unit())
    fillBox(raster, { left, top: 0, width, height: raster.height }, 70)
    left += width + spacing * (0.5 + random.unit())
  }
}

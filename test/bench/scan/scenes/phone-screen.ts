import type { CodedPerson } from '../codes/people.ts'
import type { CodeSymbol } from '../codes/symbol.ts'
import type { Random } from '../random.ts'
import { writeText } from './letters.ts'
import { blankRaster, fillBox, placeSymbol } from './raster.ts'
import type { Box, Raster } from './raster.ts'
import { pixelsPerMillimetre as mm } from './scene.ts'
import type { Scene } from './scene.ts'

export interface PhoneLook {
  /** Light on dark: the code itself is inverted. */
  readonly darkTheme: boolean
  /** The lightest the screen gets, 0–255; a dim one is about 120. */
  readonly brightness: number
  /** How much the gaps between the screen's own pixels take away, 0 none to 1 all. */
  readonly pixelGrid: number
}

const bezel = 16

/** A telephone held upright, 72 × 152 mm, with the code in the middle of its screen. */
export function phoneScreen(person: CodedPerson, symbol: CodeSymbol | null, look: PhoneLook, random: Random): Scene {
  const raster = blankRaster(72 * mm, 152 * mm, bezel)
  const screen = { left: 3 * mm, top: 6 * mm, width: 66 * mm, height: 138 * mm }
  const light = look.brightness
  const dark = Math.round(look.brightness * 0.12)
  const ground = look.darkTheme ? dark : light
  const print = look.darkTheme ? light : dark
  fillBox(raster, screen, ground)
  writeText(raster, '12.41', { left: 6 * mm, top: 8 * mm, dot: 6, level: print })
  writeText(raster, 'МОЙ ПОЛИС', { left: 10 * mm, top: 20 * mm, dot: 12, level: print })
  writeText(raster, person.familyName, { left: 10 * mm, top: 112 * mm, dot: 8, level: print })
  writeText(raster, person.enp, { left: 10 * mm, top: 120 * mm, dot: 8, level: print })
  fillBox(raster, { left: 10 * mm, top: 130 * mm, width: 52 * mm, height: 9 * mm }, Math.round((ground + print) / 2))
  const codes = []
  if (symbol !== null) {
    const room = symbol.width === symbol.height ? 44 * mm : 58 * mm
    const pitch = Math.max(3, Math.floor(room / symbol.width))
    const left = Math.round(36 * mm - (symbol.width * pitch) / 2)
    const top = Math.round(random.between(60, 72) * mm - (symbol.height * pitch) / 2)
    codes.push({ symbol, pitch, box: placeSymbol(raster, symbol, { left, top, pitch, dark: print, light: ground }) })
  }
  drawPixelGrid(raster, screen, look.pixelGrid)
  return { raster, codes, background: random.between(40, 110) }
}

/** Cells of three raster pixels, as coarse as a cheap screen held near, so that camera and screen beat against each other. */
function drawPixelGrid(raster: Raster, screen: Box, strength: number): void {
  if (strength === 0) return
  for (let row = screen.top; row < screen.top + screen.height; row++) {
    for (let column = screen.left; column < screen.left + screen.width; column++) {
      const at = row * raster.width + column
      if (row % 3 === 0 || column % 3 === 0) raster.data[at] = (raster.data[at] ?? 0) * (1 - strength)
    }
  }
}

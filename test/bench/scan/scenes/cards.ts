import { inventEan } from '../codes/people.ts'
import type { CodedPerson } from '../codes/people.ts'
import { drawSymbol } from '../codes/symbol.ts'
import type { CodeSymbol } from '../codes/symbol.ts'
import type { Random } from '../random.ts'
import { writeText } from './letters.ts'
import { blankRaster, fillBox, outlineBox, placeSymbol } from './raster.ts'
import type { Raster } from './raster.ts'
import { pixelsPerMillimetre as mm } from './scene.ts'
import type { PlacedCode, Scene } from './scene.ts'
import { drawWaves } from './texture.ts'

/** A plastic card with nothing but printed digits; no code on it. */
export function plainCard(person: CodedPerson, random: Random): Scene {
  const raster = blankCard(random)
  fillBox(raster, { left: 10 * mm, top: 18 * mm, width: 12 * mm, height: 9 * mm }, 200)
  for (let line = 0; line < 4; line++) fillBox(raster, { left: 10 * mm, top: (19 + line * 2) * mm, width: 12 * mm, height: 4 }, 120)
  writeText(raster, person.enp.replace(/(.{4})(?=.)/g, '$1 '), { left: 9 * mm, top: 33 * mm, dot: 9, level: 40 })
  writeText(raster, `${person.familyName} ${person.givenName}`, { left: 9 * mm, top: 44 * mm, dot: 6, level: 60 })
  return { raster, codes: [], background: random.between(50, 120) }
}

/** A card of a shop or a club: a trade code, a member number, a link. Its code is to be read exactly, or not at all. */
export function otherCard(random: Random): Scene {
  const raster = blankCard(random)
  writeText(raster, random.pick(['КЛУБ', 'АПТЕКА', 'БИБЛИОТЕКА', 'ПРОЕЗД']), { left: 9 * mm, top: 6 * mm, dot: 11, level: 60 })
  return { raster, codes: [placeMiddle(raster, otherCode(random), 26 * mm)], background: random.between(50, 120) }
}

export function otherCode(random: Random): CodeSymbol {
  const digits = (count: number): string => Array.from({ length: count }, () => String(random.below(10))).join('')
  const kind = random.below(5)
  if (kind === 0) return drawSymbol('EAN13', inventEan(random))
  if (kind === 1) return drawSymbol('Code128', `CLUB-${digits(7)}`)
  if (kind === 2) return drawSymbol('QRCode', `https://shop.invalid/card/${digits(10)}`)
  if (kind === 3) return drawSymbol('Code39', `LIB ${digits(6)}`)
  return drawSymbol('DataMatrix', `T${digits(12)}`)
}

/** Codes of several people in one picture, one below the other on one sheet. */
export function severalCodes(symbols: readonly CodeSymbol[], random: Random): Scene {
  const raster = blankRaster(130 * mm, Math.max(60, symbols.length * 42) * mm, 212)
  const codes = symbols.map((symbol, index) => placeMiddle(raster, symbol, (21 + index * 42) * mm))
  for (const [index] of symbols.entries()) {
    writeText(raster, random.pick(['ПОЛИС', 'НОМЕР', 'ЛИСТ']), { left: 6 * mm, top: (2 + index * 42) * mm, dot: 6, level: 60 })
  }
  return { raster, codes, background: random.between(50, 120) }
}

function blankCard(random: Random): Raster {
  const raster = blankRaster(86 * mm, 54 * mm, Math.round(random.between(150, 220)))
  const everything = { left: 0, top: 0, width: raster.width, height: raster.height }
  drawWaves(raster, everything, { spacing: 40, thickness: 14, swing: 40, length: 900, level: Math.round(random.between(120, 200)) })
  outlineBox(raster, everything, 6, 90)
  return raster
}

function placeMiddle(raster: Raster, symbol: CodeSymbol, middle: number): PlacedCode {
  const room = symbol.width === symbol.height ? 24 * mm : 66 * mm
  const pitch = Math.max(3, Math.floor(room / (symbol.width + 2 * symbol.quietZone)))
  const left = Math.round((raster.width - symbol.width * pitch) / 2)
  const top = Math.round(middle - (symbol.height * pitch) / 2)
  return { symbol, pitch, box: placeSymbol(raster, symbol, { left, top, pitch, dark: 40, light: 214 }) }
}

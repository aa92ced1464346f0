import type { CodedPerson } from '../codes/people.ts'
import type { CodeSymbol } from '../codes/symbol.ts'
import { randomOf } from '../random.ts'
import type { Random } from '../random.ts'
import { writeText } from './letters.ts'
import { blankRaster, fillBox, outlineBox, placeSymbol } from './raster.ts'
import type { Raster } from './raster.ts'
import { pixelsPerMillimetre as mm } from './scene.ts'
import type { Scene } from './scene.ts'
import { addGrain, drawWaves, grainTile } from './texture.ts'

const paper = 214
const ink = 42

/** Modules of matrix and linear codes on paper are 0.5 and 0.375 mm, those of the policy's code 0.25 mm. */
function pitchOf(symbol: CodeSymbol): number {
  if (symbol.format === 'PDF417' || symbol.format === 'CompactPDF417') return mm / 4
  return symbol.height === symbol.width ? mm / 2 : (mm * 3) / 8
}

/**
 * A form of A5 held lengthwise: security print, frames, lines of text, and below them the code with text close to its quiet
 * zone. Without a symbol it is the same form with more text.
 */
export function paperForm(person: CodedPerson, symbol: CodeSymbol | null, random: Random): Scene {
  const blank = blankForm()
  const raster = { ...blank, data: blank.data.slice() }
  printPerson(raster, person)
  if (symbol === null) {
    for (let line = 0; line < 5; line++) printLine(raster, random, { left: 12, top: 98 + line * 8, letters: 60 })
    return { raster, codes: [], background: random.between(50, 120) }
  }
  const pitch = pitchOf(symbol)
  const left = Math.round(random.between(14, 190 - (symbol.width * pitch) / mm)) * mm
  const top = Math.round(random.between(96, Math.max(97, 136 - (symbol.height * pitch) / mm))) * mm
  const box = placeSymbol(raster, symbol, { left, top, pitch, dark: ink, light: paper })
  const below = top + box.height + Math.max(3 * mm, symbol.quietZone * pitch)
  writeText(raster, person.enp.replace(/(.{4})(?=.)/g, '$1 '), { left, top: below, dot: 5, level: ink })
  return { raster, codes: [{ symbol, pitch, box }], background: random.between(50, 120) }
}

let madeForm: Raster | null = null

/** What is the same on every form; made once, for it takes longer than a photograph. */
function blankForm(): Raster {
  if (madeForm !== null) return madeForm
  const random = randomOf('form')
  const raster = blankRaster(210 * mm, 148 * mm, paper)
  drawWaves(
    raster,
    { left: 0, top: 0, width: raster.width, height: raster.height },
    { spacing: 22, thickness: 3, swing: 14, length: 700, level: 203 },
  )
  outlineBox(raster, { left: 6 * mm, top: 6 * mm, width: 198 * mm, height: 136 * mm }, 8, 130)
  writeText(raster, 'УЧЕБНЫЙ БЛАНК', { left: 60 * mm, top: 11 * mm, dot: 16, level: 70 })
  for (const [index, label] of ['НОМЕР', 'ФАМИЛИЯ', 'ИМЯ', 'ОТЧЕСТВО', 'ДАТА', 'СРОК'].entries()) {
    const top = (24 + index * 11) * mm
    writeText(raster, label, { left: 12 * mm, top: top + 2 * mm, dot: 5, level: 90 })
    outlineBox(raster, { left: 46 * mm, top, width: 120 * mm, height: 8 * mm }, 3, 110)
  }
  fillBox(raster, { left: 172 * mm, top: 24 * mm, width: 26 * mm, height: 34 * mm }, 190)
  outlineBox(raster, { left: 172 * mm, top: 24 * mm, width: 26 * mm, height: 34 * mm }, 4, 120)
  for (let line = 0; line < 3; line++) printLine(raster, random, { left: 12, top: 138 + line * 1.6, letters: 150, dot: 2 })
  addGrain(raster, grainTile(random, 3), 5)
  addGrain(raster, grainTile(random, 60), 5)
  madeForm = raster
  return raster
}

function printPerson(raster: Raster, person: CodedPerson): void {
  const lines = [person.enp, person.familyName, person.givenName, person.patronymic, '01.01.1970', 'БЕЗ СРОКА']
  for (const [index, text] of lines.entries()) {
    writeText(raster, text, { left: 50 * mm, top: (24 + index * 11 + 1.5) * mm, dot: 10, level: ink })
  }
}

/** A line of words without meaning; places in millimetres. */
export function printLine(raster: Raster, random: Random, line: { left: number; top: number; letters: number; dot?: number }): void {
  const alphabet = 'ОЕАИНТСРВЛКМДПУЯЫЬГЗБЧЙХЖШЮЦЩЭФ  '
  const text = Array.from({ length: line.letters }, () => alphabet[random.below(alphabet.length)] ?? ' ').join('')
  writeText(raster, text, { left: line.left * mm, top: line.top * mm, dot: line.dot ?? 6, level: 70 })
}

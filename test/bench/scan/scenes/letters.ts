import { fillBox } from './raster.ts'
import type { Raster } from './raster.ts'

/** Capital letters and digits, 5 × 7 dots: seven rows from the top, two hexadecimal digits each, the lowest five bits from left to right. */
const glyphs: Readonly<Record<string, string>> = {
  '0': '0e11131519110e',
  '1': '040c040404040e',
  '2': '0e11010204081f',
  '3': '1f02040201110e',
  '4': '02060a121f0202',
  '5': '1f101e0101110e',
  '6': '0608101e11110e',
  '7': '1f010204080808',
  '8': '0e11110e11110e',
  '9': '0e11110f01020c',
  А: '0e1111111f1111',
  Б: '1f10101e11111e',
  В: '1e11111e11111e',
  Г: '1f101010101010',
  Д: '060a0a0a0a1f11',
  Е: '1f10101e10101f',
  Ё: '0a1f101e10101f',
  Ж: '1515150e151515',
  З: '0e11010601110e',
  И: '11111315191111',
  Й: '0a041113151911',
  К: '11121418141211',
  Л: '07090909090911',
  М: '111b1515111111',
  Н: '1111111f111111',
  О: '0e11111111110e',
  П: '1f111111111111',
  Р: '1e11111e101010',
  С: '0e11101010110e',
  Т: '1f040404040404',
  У: '1111110f01110e',
  Ф: '040e1515150e04',
  Х: '11110a040a1111',
  Ц: '12121212121f01',
  Ч: '1111110f010101',
  Ш: '1515151515151f',
  Щ: '15151515151f01',
  Ъ: '1808080e09090e',
  Ы: '11111119151519',
  Ь: '1010101e11111e',
  Э: '0e11010701110e',
  Ю: '1215151d151512',
  Я: '0f11110f050911',
  '.': '00000000000c0c',
  '-': '0000001f000000',
  '/': '01010204081010',
}

/** Writes one line of capitals, each dot a square of `dot` raster pixels; what is not in the alphabet is a space. Gives the width in raster pixels. */
export function writeText(raster: Raster, text: string, place: { left: number; top: number; dot: number; level: number }): number {
  const { left, top, dot, level } = place
  for (const [index, letter] of [...text].entries()) {
    const rows = glyphs[letter]
    if (rows === undefined) continue
    for (let row = 0; row < 7; row++) {
      const bits = Number.parseInt(rows.slice(row * 2, row * 2 + 2), 16)
      for (let column = 0; column < 5; column++) {
        if ((bits & (16 >> column)) === 0) continue
        fillBox(raster, { left: left + (index * 6 + column) * dot, top: top + row * dot, width: dot, height: dot }, level)
      }
    }
  }
  return text.length * 6 * dot
}

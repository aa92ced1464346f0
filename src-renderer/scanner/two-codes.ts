const enpLength = 16
const longestNumber = 20

/**
 * True where two codes came as one: lines that are different numbers, lines that each mean something by themselves while the
 * whole means nothing, or two ENPs without anything between. `usable` tells whether a check can be asked with a text. Digits of different lines must not be put together into a number.
 */
export function holdsTwoCodes(text: string, usable: (part: string) => boolean): boolean {
  const lines = [...new Set(text.split(/[\r\n\t]+/).map((line) => line.trim()))].filter((line) => line !== '')
  if (lines.length > 1) return lines.every(isNumber) || (!usable(text) && lines.filter(usable).length > 1)
  const [first = '', second = ''] = [text.trim().slice(0, enpLength), text.trim().slice(enpLength)]
  return [first, second].every((half) => /^\d{16}$/.test(half) && usable(half)) && first !== second
}

function isNumber(line: string): boolean {
  return line.length <= longestNumber && /^\d[\d -]*$/.test(line)
}

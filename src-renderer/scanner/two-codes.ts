const enpLength = 16
const longestNumber = 20

/**
 * True where two codes came as one: lines that are different numbers, lines that each mean something by themselves while the
 * whole means nothing, and without anything between a number twice or two ENPs. Digits of different lines must not be put
 * together into a number. `usable` tells whether a check can be asked with a text.
 */
export function holdsTwoCodes(text: string, usable: (part: string) => boolean): boolean {
  const lines = [...new Set(text.split(/[\r\n\t]+/).map((line) => line.trim()))].filter((line) => line !== '')
  if (lines.length > 1) return lines.every(isNumber) || (!usable(text) && lines.filter(usable).length > 1)
  return isRepeatedNumber(text.trim(), usable) || isTwoEnps(text.trim(), usable)
}

/** The same digits twice: a scanner sent its code twice, but a long number may repeat as well, so nothing is halved. */
function isRepeatedNumber(text: string, usable: (part: string) => boolean): boolean {
  const half = text.slice(0, text.length / 2)
  return /^\d+$/.test(text) && text === half + half && !usable(text) && usable(half)
}

function isTwoEnps(text: string, usable: (part: string) => boolean): boolean {
  const [first, second] = [text.slice(0, enpLength), text.slice(enpLength)]
  return first !== second && [first, second].every((half) => /^\d{16}$/.test(half) && usable(half))
}

function isNumber(line: string): boolean {
  return line.length <= longestNumber && /^\d[\d -]*$/.test(line)
}

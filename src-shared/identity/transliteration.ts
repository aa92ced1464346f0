/** «Модернизированный КЛЕР» of the internal passport, one to one and reversible (policy formats §5.4). */
const CYRILLIC = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ'
const MACHINE = 'ABVGDE2JZIQKLMNOPRSTUFHC34WXY9678'

const toMachine = new Map([...CYRILLIC].map((letter, index) => [letter, MACHINE[index] ?? '']))
const toCyrillic = new Map([...MACHINE].map((letter, index) => [letter, CYRILLIC[index] ?? '']))

/** Cyrillic for the machine-readable characters of a name; characters outside the table (0, 1, 5, fillers) stay. */
export function cyrillicFromMrz(text: string): string {
  return text.replace(/[A-Z0-9]/g, (letter) => toCyrillic.get(letter) ?? letter)
}

/** Machine-readable characters for an upper-case name, fillers for hyphens and spaces. Throws RangeError on any other letter. */
export function mrzFromCyrillic(name: string): string {
  return name.replace(/[^<]/g, (letter) => {
    if (letter === '-' || letter === ' ') return '<'
    const written = toMachine.get(letter)
    if (written === undefined) throw new RangeError('MRZ: the table does not hold a letter of the name')
    return written
  })
}

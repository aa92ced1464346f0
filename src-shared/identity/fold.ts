/**
 * Latin capitals that look like Cyrillic ones (policy formats §6.2). Y is not among them. For names, series letters and
 * type letters only: never for the roman part of a certificate, an MRZ, or hex and base64 text (§6.5).
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  X: 'Х',
}

/** Replaces Latin capitals by the Cyrillic ones they look like; other characters stay. */
export function lookAlikesToCyrillic(upperCase: string): string {
  return upperCase.replace(/[ABCEHKMOPTX]/g, (letter) => LOOK_ALIKES[letter] ?? letter)
}

/**
 * Makes one spelling of what looks the same in print: composed letters (NFC), plain hyphens, apostrophes and spaces, roman
 * numerals as letters; stress marks and characters without width, marks of writing direction among them, are dropped (policy
 * formats §6.2, §6.5). Line ends stay, case stays.
 */
export function plainText(text: string): string {
  if (/^[\x20-\x7eА-яЁё№\r\n\t]*$/.test(text)) return text
  return text
    .replace(/(?<=[А-яЁё])[\u0300\u0301]/g, '')
    .normalize('NFC')
    .replace(/[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\u2160-\u217f]/g, (numeral) => numeral.normalize('NFKC'))
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-')
    .replace(/[\u2018\u2019\u201b\u02bc\u2032\u00b4\uff07]/g, "'")
    .replace(/[^\S\r\n\t]/g, ' ')
}

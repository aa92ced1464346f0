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
 * Makes one spelling of what looks the same in print: composed letters (NFC), plain hyphens, apostrophes and spaces; characters
 * without width are dropped (policy formats §6.2, §6.5). Line ends stay, case stays.
 */
export function plainText(text: string): string {
  if (/^[\x20-\x7eА-яЁё№\r\n\t]*$/.test(text)) return text
  return text
    .normalize('NFC')
    .replace(/[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-')
    .replace(/[\u2018\u2019\u201b\u02bc\u2032\u00b4\uff07]/g, "'")
    .replace(/[^\S\r\n\t]/g, ' ')
}

/**
 * The text of bytes that hold no control characters: UTF-8, or the code page of Russian Windows. Null for others. At a wrong
 * speed the port gives high bytes, which in that page are Cyrillic letters as well: only words count.
 */
export function textFromSerial(bytes: Uint8Array): string | null {
  if (bytes.some(isControl)) return null
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^[\p{ASCII}\p{Script=Cyrillic}\p{Script=Latin}\p{M}\p{P}\p{S}\p{Z}]*$/u.test(text) ? text : null
  } catch {
    const text = new TextDecoder('windows-1251').decode(bytes)
    return /^[А-яЁё\p{ASCII}№«»–—]+$/u.test(text) && areWords(text) ? text : null
  }
}

function isControl(byte: number): boolean {
  return (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f
}

/** Every run of Russian letters is written as a word is: no small letter before a capital one, no letter four times in a row. */
function areWords(text: string): boolean {
  const runs = text.match(/[А-яЁё]+/g) ?? []
  const vowels = text.match(/[аеёиоуыэюя]/gi)?.length ?? 0
  const letters = runs.join('').length
  return vowels * 5 >= letters && runs.every((run) => !/[а-яё][А-ЯЁ]|(.)\1{3}/.test(run) && !/^[ЬЪЫьъы]/.test(run))
}

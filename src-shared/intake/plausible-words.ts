/**
 * Whether upper-case words could be Russian names. Letters of Latin names retyped under the Russian layout lose their vowels
 * (a → ф, i → ш, o → щ), so a few sound rules tell the two apart.
 */
export function soundsRussian(words: readonly string[]): boolean {
  return words.every(
    (word) =>
      /^[А-ЯЁ'.-]+$/.test(word) &&
      enoughVowels(word, /[АЕЁИОУЫЭЮЯ]/g) &&
      !/^[ЬЪЫ]|[АЕЁИОУЫЭЮЯЪЬЙ][ЪЬ]|[ЬЪ][АЫУЭЙ]|[БВГДЖЗКЛМНПРСТФХЦЧШЩ]{5}/.test(word),
  )
}

/** Whether upper-case words could be names in Latin script. */
export function soundsLatin(words: readonly string[]): boolean {
  return words.every(
    (word) =>
      /^[A-Z\u00c0-\u024f'.-]+$/.test(word) && enoughVowels(word, /[AEIOU\u00c0-\u024f]/g) && !/[BCDFGHJKLMNPQRSTVWXZ]{5}/.test(word),
  )
}

function enoughVowels(word: string, vowels: RegExp): boolean {
  return (word.match(vowels)?.length ?? 0) / word.length >= 0.2
}

import { TextDecoder } from 'node:util'

/** Encodings that register files come in; names as `TextDecoder` knows them. `ibm866` is cp866. */
export const encodingNames = ['utf-8', 'windows-1251', 'ibm866'] as const
export type EncodingName = (typeof encodingNames)[number]

/**
 * A decoder that keeps byte order marks and replaces undecodable bytes by U+FFFD; whoever reads a value refuses both, so that nothing
 * is replaced silently (register sources §5.5, rule 2).
 */
export function createDecoder(encoding: EncodingName): TextDecoder {
  return new TextDecoder(encoding, { ignoreBOM: true })
}

/** The encoding that a name in an XML declaration means; null for one that is not supported. */
export function encodingByName(name: string): EncodingName | null {
  const plain = name.trim().toLowerCase().replaceAll('_', '-')
  if (plain === 'utf-8' || plain === 'utf8' || plain === 'us-ascii') return 'utf-8'
  if (plain === 'windows-1251' || plain === 'cp1251' || plain === 'cp-1251') return 'windows-1251'
  return plain === 'ibm866' || plain === 'cp866' || plain === 'cp-866' ? 'ibm866' : null
}

/** What the bytes themselves say: a byte order mark, ASCII alone, or UTF-8 but for a damaged character here and there. A character cut at the end of a sample counts as whole. */
export function byteEvidence(sample: Uint8Array): 'mark' | 'other-mark' | 'ascii' | 'utf-8' | 'single-byte' {
  const [first, second, third] = sample
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'mark'
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'other-mark'
  if (sample.every((byte) => byte < 0x80)) return 'ascii'
  const beyond = new TextDecoder().decode(sample, { stream: true }).replace(/[\0-\u007f]/g, '')
  const broken = beyond.match(/\ufffd/g)?.length ?? 0
  return broken * TOLERATED <= beyond.length - broken ? 'utf-8' : 'single-byte'
}

/** One undecodable character in so many is a damaged row of a UTF-8 file; text of another encoding has nothing else. */
const TOLERATED = 20

/**
 * How much a text looks like Russian, 0–1, by its characters beyond ASCII; null where it has none. Lower-case windows-1251 read as cp866
 * gives letters of the second half of the alphabet only, so a text without the first half does not count as Russian.
 */
export function russianShare(text: string): number | null {
  const beyond = text.replace(/\p{ASCII}/gu, '')
  if (beyond === '') return null
  const letters = beyond.match(/[А-Яа-яЁё]/g)?.length ?? 0
  const good = letters + (beyond.match(/[№«»–—\u00a0]/g)?.length ?? 0)
  const firstHalf = beyond.match(/[А-Па-п]/g)?.length ?? 0
  return (good / beyond.length) * (firstHalf * 4 >= letters ? 1 : 0.5)
}

/** Names as nearly every register writes them; whatever matches is right and needs no further look. */
const PLAIN_RUSSIAN = /^[А-Яа-яЁё -]*$/
/** The two bytes of a Russian letter in UTF-8, read as windows-1251; Ш and и become «РЁ» and «Рё». */
const SPLIT_LETTER = /[РС][^\p{ASCII}А-Яа-я]/gu

/**
 * True for Russian UTF-8 that was taken for windows-1251 and written out again («РђРќРќРђ» for «АННА»): the encoding of the file is
 * right, that of the value is not, and the name would find nobody. Some letters lose their second half on the way, so most are enough.
 */
export function isEncodedTwice(text: string): boolean {
  if (PLAIN_RUSSIAN.test(text)) return false
  const letters = text.match(SPLIT_LETTER)?.length ?? 0
  return letters >= 2 && letters * 10 >= text.length * 3
}

/** The four alphabets of text compaction (ISO/IEC 15438); a value that is no character steps to another alphabet. */
type Alphabet = 'upper' | 'lower' | 'mixed' | 'punctuation'

/** Reads text compaction, two values a codeword; it keeps its alphabet over single bytes in between. */
export interface TextReader {
  /** One codeword below 900. */
  word(value: number): void
  /** A single byte stands here: a shift to punctuation that waits for its character is void. */
  interrupt(): void
  /** A latch to text compaction begins anew with capital letters. */
  restart(): void
}

const mixed = '0123456789&\r\t,:#-.$/+%*=^'
const punctuation = ';<>@[\\]_`~!\r\t,:\n-.$/"|*()?{}\''

/** Every character read is handed to `put` as its ASCII code. */
export function textReader(put: (byte: number) => void): TextReader {
  let alphabet: Alphabet = 'upper'
  let shifted: Alphabet | null = null

  function read(value: number): void {
    const current = shifted ?? alphabet
    shifted = null
    const character = characterOf(current, value)
    if (character !== null) put(character)
    else if (value === 29 && current !== 'punctuation') shifted = 'punctuation'
    else if (value === 27 && current === 'lower') shifted = 'upper'
    else alphabet = latchOf(current, value)
  }

  return {
    word(value) {
      read(Math.floor(value / 30))
      read(value % 30)
    },
    interrupt() {
      shifted = null
    },
    restart() {
      alphabet = 'upper'
      shifted = null
    },
  }
}

function latchOf(current: Alphabet, value: number): Alphabet {
  if (value === 25) return 'punctuation'
  if (value === 27) return 'lower'
  return value === 28 && current !== 'mixed' ? 'mixed' : 'upper'
}

function characterOf(alphabet: Alphabet, value: number): number | null {
  if (alphabet === 'punctuation') return value < punctuation.length ? punctuation.charCodeAt(value) : null
  if (alphabet === 'mixed' && value < mixed.length) return mixed.charCodeAt(value)
  if (value === 26) return 32
  if (alphabet === 'mixed' || value > 26) return null
  return (alphabet === 'upper' ? 65 : 97) + value
}

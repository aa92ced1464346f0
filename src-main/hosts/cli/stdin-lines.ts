/** One line of input, or word of why it cannot be used. */
export type InputLine = { readonly text: string } | { readonly problem: 'too-long' | 'not-utf-8' }

/** Longer lines are answered with an error instead of being held in memory. */
export const LONGEST_LINE = 1024 * 1024

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/**
 * Splits bytes into lines at LF or CR LF as they arrive. A last line without an end counts, an empty rest does not. Lines that are
 * not UTF-8 are named instead of being repaired: a repaired name would find nobody.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<InputLine> {
  let parts: Uint8Array[] = []
  let length = 0
  let first = true
  const add = (part: Uint8Array): void => {
    length += part.length
    if (length <= LONGEST_LINE) parts.push(part)
    else parts = []
  }
  const take = (): InputLine => {
    const line = length > LONGEST_LINE ? { problem: 'too-long' as const } : decoded(Buffer.concat(parts), first)
    parts = []
    length = 0
    first = false
    return line
  }
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      add(chunk.subarray(start, end))
      yield take()
      start = end + 1
    }
    // Copied: the stream may reuse the memory of its chunk.
    if (start < chunk.length) add(chunk.slice(start))
  }
  if (length > 0) yield take()
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decoded(bytes: Uint8Array, first: boolean): InputLine {
  const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length
  try {
    const text = utf8.decode(bytes.subarray(0, end))
    return { text: first && text.startsWith('\uFEFF') ? text.slice(1) : text }
  } catch {
    return { problem: 'not-utf-8' }
  }
}

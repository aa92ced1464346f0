import { SaxesParser } from 'saxes'
import { createDecoder } from './encoding.ts'
import type { EncodingName } from './encoding.ts'
import { SourceFault } from './outcome.ts'
import { LONGEST_ROW } from './rows.ts'
import type { ByteStream } from './rows.ts'

export interface XmlShape {
  /** Names of elements in any case; the row stands directly under the root. */
  readonly root: string
  readonly row: string
  /** The element whose children are facts about the file; with null they stand under the root. */
  readonly header: string | null
}

/** One row: the texts of its elements by their upper-case names, inner ones as `PERSON/OIP`; attributes of the row like elements. */
export interface XmlRow {
  readonly line: number
  readonly record: number
  readonly values: ReadonlyMap<string, string>
  readonly fault: 'row-too-long' | null
  /** Names that stood there twice, so that one value would have to be guessed. */
  readonly repeated: ReadonlySet<string>
}

export interface XmlBatch {
  readonly rows: readonly XmlRow[]
  /** What the file said about itself so far, by upper-case names. */
  readonly header: ReadonlyMap<string, string>
}

const DEEPEST = 16
/** Characters without any end of an element, after which something is no file of rows. */
const LONGEST_SILENCE = 1 << 20

/**
 * Reads the rows of an XML file as a stream. Names are compared without case, namespace prefix and Cyrillic look-alikes (register
 * sources §1.9, §6). Document types are refused, so no entity can be defined; malformed and cut files are refused where they break off.
 * Memory: one chunk and one row of at most 64 KB.
 */
export async function* readXml(bytes: ByteStream, shape: XmlShape, encoding: EncodingName): AsyncGenerator<XmlBatch, void, void> {
  const decoder = createDecoder(encoding)
  const collector = createCollector(shape)
  let isFirst = true
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true })
    collector.write(isFirst ? text.replace(/^\uFEFF/, '') : text)
    if (text !== '') isFirst = false
    const batch = collector.take()
    if (batch.rows.length > 0) yield batch
  }
  collector.write(decoder.decode())
  collector.end()
  yield collector.take()
}

/** An element's name in upper case, without its prefix, Cyrillic look-alikes as Latin letters. */
export function elementName(name: string): string {
  const local = name.slice(name.indexOf(':') + 1).toUpperCase()
  return /^[\x20-\x7e]*$/.test(local) ? local : local.replace(/[АВСЕНКМОРТХУ]/g, (letter) => LATIN[letter] ?? letter)
}

const LATIN: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
}

interface Collector {
  write(text: string): void
  end(): void
  take(): XmlBatch
}

function createCollector(shape: XmlShape): Collector {
  const parser = new SaxesParser({ position: true })
  const [root, rowName, headerName] = [shape.root, shape.row, shape.header].map((name) => (name === null ? null : elementName(name)))
  const header = new Map<string, string>()
  const path: string[] = []
  let rows: XmlRow[] = []
  let row: { line: number; values: Map<string, string>; repeated: Set<string>; size: number } | null = null
  let text = ''
  let hasChildren = false
  let record = 0
  let silence = 0

  const put = (key: string, value: string): void => {
    if (row === null) return
    row.size += key.length + value.length
    if (row.size > LONGEST_ROW) return
    if (row.values.has(key)) row.repeated.add(key)
    else row.values.set(key, value)
  }
  const putHeader = (key: string, value: string): void => {
    if (header.size < 100 && !header.has(key)) header.set(key, value.trim().slice(0, 200))
  }
  parser.on('error', (error) => {
    throw new SourceFault('xml-damaged', { line: String(parser.line), cause: error.message.replace(/^[\d:]+ /, '').slice(0, 60) })
  })
  parser.on('doctype', () => {
    throw new SourceFault('xml-doctype', { line: String(parser.line) })
  })
  parser.on('opentag', ({ name, attributes }) => {
    silence = 0
    const plain = elementName(name)
    if (path.length === 0 && plain !== root) throw new SourceFault('xml-root', { found: name.slice(0, 40), expected: shape.root })
    if (path.length >= DEEPEST) throw new SourceFault('xml-too-deep', { line: String(parser.line) })
    path.push(plain)
    text = ''
    hasChildren = false
    if (plain === rowName && path.length !== 2 && row === null)
      throw new SourceFault('xml-damaged', { line: String(parser.line), cause: name })
    const isHeaderItself = headerName === null ? path.length === 1 : path.length === 2 && plain === headerName
    if (isHeaderItself) for (const [key, value] of Object.entries(attributes)) putHeader(elementName(key), value)
    if (path.length === 2 && plain === rowName) {
      row = { line: parser.line, values: new Map(), repeated: new Set(), size: 0 }
      for (const [key, value] of Object.entries(attributes)) put(elementName(key), value.trim())
    }
  })
  const addText = (more: string): void => {
    silence = 0
    if (text.length <= LONGEST_ROW) text += more
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', ({ name }) => {
    silence = 0
    const plain = elementName(name)
    if (row !== null) {
      if (path.length === 2) {
        record += 1
        rows.push({
          line: row.line,
          record,
          values: row.values,
          fault: row.size > LONGEST_ROW ? 'row-too-long' : null,
          repeated: row.repeated,
        })
        row = null
      } else if (!hasChildren) put(path.slice(2).join('/'), text.trim())
    } else if (!hasChildren && isHeader(path, headerName ?? null)) putHeader(plain, text)
    path.pop()
    text = ''
    hasChildren = true
  })
  return {
    write(more) {
      silence += more.length
      parser.write(more)
      if (silence > LONGEST_SILENCE) throw new SourceFault('xml-too-long', { line: String(parser.line) })
    },
    end: () => void parser.close(),
    take() {
      const taken = rows
      rows = []
      return { rows: taken, header }
    },
  }
}

function isHeader(path: readonly string[], headerName: string | null): boolean {
  return headerName === null ? path.length === 2 : path.length === 3 && path[1] === headerName
}

import { readFile } from 'node:fs/promises'
import { prepareZXingModule, writeBarcode, type WriterOptions } from 'zxing-wasm/writer'
import type { DemoSample, TestPicture } from '../../src-shared/contract.ts'
import { testCodes } from '../../src-shared/scanner/test-card.ts'
import { bundledFile } from './bundled-file.ts'

/** Fills `svg` of the samples that are scanned. The hex digits of a PDF417 sample become the bytes they stand for. */
export async function withPictures(samples: readonly DemoSample[]): Promise<DemoSample[]> {
  await prepareWriter()
  const drawn: DemoSample[] = []
  for (const sample of samples) drawn.push({ ...sample, svg: await picture(sample) })
  return drawn
}

/** The codes of the scanner's test card, drawn as the kinds of policies they stand for. */
export async function testCardPictures(): Promise<TestPicture[]> {
  await prepareWriter()
  const drawn: TestPicture[] = []
  for (const { id, symbology, bytes } of testCodes) {
    // Bytes that are all letters and signs go in as text: a linear code takes nothing else.
    const content = bytes.every((byte) => byte >= 0x20 && byte < 0x7f) ? String.fromCharCode(...bytes) : bytes
    drawn.push({ id, symbology, svg: await draw(symbology, content) })
  }
  return drawn
}

/** The default of the library is to fetch this file from the network. */
async function prepareWriter(): Promise<void> {
  prepareZXingModule({ overrides: { wasmBinary: await readFile(bundledFile('zxing-wasm/writer/zxing_writer.wasm')) } })
}

/** As printed on paper policies: truncated PDF417 of 15 rows and 10 columns, error-correction level 4 (policy formats §1.1). */
const writerOptions: Readonly<Record<'PDF417' | 'QRCode' | 'Code128', WriterOptions>> = {
  PDF417: { format: 'CompactPDF417', options: 'columns=10,rows=15,ecLevel=4', scale: 2 },
  QRCode: { format: 'QRCode', options: 'ecLevel=M', scale: 4 },
  Code128: { format: 'Code128', scale: 2 },
}

async function picture({ symbology, text }: DemoSample): Promise<string | null> {
  if (symbology === null) return null
  const content = symbology === 'PDF417' ? Uint8Array.from(Buffer.from(text, 'hex')) : text
  return draw(symbology, content)
}

async function draw(symbology: NonNullable<DemoSample['symbology']>, content: string | Uint8Array): Promise<string> {
  const { svg, error } = await writeBarcode(content, writerOptions[symbology])
  if (error !== '') throw new Error(`A ${symbology} sample could not be drawn: ${error}`)
  return svg.slice(svg.indexOf('<svg'))
}

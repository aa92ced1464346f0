import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { encode } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { afterAll, describe, expect, it } from 'vitest'
import { openImageDecoder } from '../../src-main/hosts/cli/decoder.ts'
import { pngImage } from '../../src-main/hosts/cli/png-image.ts'
import type { RgbaImage } from '../../src-shared/decoder/frame.ts'
import { codeImage, codePng, policyPayloads } from '../unit/decoder/pictures.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'polis-desk-decoder-'))
const decoder = openImageDecoder()

afterAll(async () => {
  await decoder.close()
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, content: Uint8Array | string): string {
  const place = path.join(folder, name)
  writeFileSync(place, content)
  return place
}

/** The head of a PNG that claims a size; nothing follows. */
function pngHead(width: number, height: number): Uint8Array {
  const head = Buffer.from('89504e470d0a1a0a0000000d4948445200000000000000000806000000', 'hex')
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  return head
}

/** The BMP file of a picture, 32 bits a pixel, rows from the bottom. */
function bitmap({ data, width, height }: RgbaImage): Uint8Array {
  const head = Buffer.alloc(54)
  head.write('BM')
  head.writeUInt32LE(54 + data.length, 2)
  head.writeUInt32LE(54, 10)
  head.writeUInt32LE(40, 14)
  head.writeInt32LE(width, 18)
  head.writeInt32LE(height, 22)
  head.writeUInt16LE(1, 26)
  head.writeUInt16LE(32, 28)
  const rows = Array.from({ length: height }, (_, row) =>
    Buffer.from(data).subarray((height - 1 - row) * width * 4, (height - row) * width * 4),
  )
  return Buffer.concat([head, ...rows])
}

describe('a picture file', () => {
  it('gives the 130 bytes of a policy', async () => {
    const answer = await decoder.decodeFile(file('policy.png', await codePng(policyPayloads.S1, { format: 'PDF417' })))
    expect(answer.ok && answer.value.codes.map(({ bytes }) => Array.from(bytes))).toEqual([[...policyPayloads.S1]])
  })

  it.each([60, 90])('gives them from a photograph in JPEG of quality %i', async (quality) => {
    const image = await codeImage(policyPayloads.S1, { format: 'PDF417' })
    const jpeg = encodeJpeg({ ...image, data: new Uint8Array(image.data) }, quality).data
    const answer = await decoder.decodeFile(file(`policy-${quality}.jpg`, jpeg))
    expect(answer.ok && answer.value.codes.map(({ bytes }) => Array.from(bytes))).toEqual([[...policyPayloads.S1]])
    expect(answer.ok && answer.value.codes[0]?.position).toHaveLength(4)
    expect(answer.ok && answer.value.effort.length).toBeGreaterThan(0)
  })

  it('gives the content of a code from a BMP', async () => {
    const answer = await decoder.decodeFile(file('number.bmp', bitmap(await codeImage('0056410834000014', { format: 'QRCode' }))))
    expect(answer.ok && answer.value.codes.map(({ text }) => text)).toEqual(['0056410834000014'])
  })

  it('answers several files asked at once, each with its own content', async () => {
    const files = await Promise.all(
      ['0056410834000014', '0067150898000420'].map(async (text) => file(`${text}.png`, await codePng(text, { format: 'QRCode' }))),
    )
    const answers = await Promise.all(files.map((place) => decoder.decodeFile(place)))
    expect(answers.map((answer) => answer.ok && answer.value.codes[0]?.text)).toEqual(['0056410834000014', '0067150898000420'])
  })

  it.each([
    ['absent', () => path.join(folder, 'absent.png'), 'there is no such file'],
    ['a folder', () => folder, 'the file cannot be read (EISDIR)'],
    ['empty', () => file('empty.png', ''), 'the file is not a PNG, JPEG, GIF or BMP picture'],
    ['a text', () => file('text.png', 'Hello'), 'the file is not a PNG, JPEG, GIF or BMP picture'],
    ['only the first bytes of a PNG', () => file('cut.png', pngHead(10, 10).subarray(0, 10)), 'the PNG picture is cut short or damaged'],
    ['too large', () => file('large.png', pngHead(10_000, 5_001)), '10000 × 5001 pixels are more than 50 megapixels'],
  ])('that is %s is unreadable with a reason', async (_, place, why) => {
    const answer = await decoder.decodeFile(place())
    expect(answer).toEqual({
      ok: false,
      error: { code: 'image-unreadable', message: `${place()}: ${why}`, params: { path: place(), why } },
    })
  })

  it('that is cut in the middle or has a flipped bit is unreadable, and the next one is read', async () => {
    const png = await codePng(policyPayloads.S1, { format: 'PDF417' })
    const cut = await decoder.decodeFile(file('half.png', png.subarray(0, png.length >> 1)))
    const flipped = await decoder.decodeFile(file('flipped.png', png.with(png.length >> 1, (png[png.length >> 1] ?? 0) ^ 16)))
    expect([cut, flipped].map((answer) => !answer.ok && answer.error.code)).toEqual(['image-unreadable', 'image-unreadable'])
    expect((await decoder.decodeFile(file('whole.png', png))).ok).toBe(true)
  })

  it('without a code says so, which is another thing than unreadable', async () => {
    const white = encode({ width: 60, height: 40, channels: 1, data: new Uint8Array(2400).fill(255) })
    const answer = await decoder.decodeFile(file('white.png', white))
    expect(!answer.ok && answer.error.code).toBe('image-without-code')
  })

  it('that pretends to be a JPEG has no code', async () => {
    const answer = await decoder.decodeFile(file('false.jpg', Buffer.from('ffd8ffe000104a46494600', 'hex')))
    expect(!answer.ok && answer.error.code).toBe('image-without-code')
  })
})

describe('pixels of a PNG', () => {
  const grey = [0, 85, 170, 255, 255, 170, 85, 0]
  const rgba = grey.flatMap((level) => [level, level, level, 255])
  const shape = { width: 4, height: 2 }

  it.each([
    ['8 bits grey', encode({ ...shape, channels: 1, data: Uint8Array.from(grey) })],
    ['16 bits grey', encode({ ...shape, channels: 1, depth: 16, data: Uint16Array.from(grey, (level) => level * 257) })],
    ['2 bits grey', encode({ ...shape, channels: 1, depth: 2, data: Uint8Array.from([0b0001_1011, 0b1110_0100]) })],
    ['4 bits grey', encode({ ...shape, channels: 1, depth: 4, data: Uint8Array.from([0x05, 0xaf, 0xfa, 0x50]) })],
    ['grey with alpha', encode({ ...shape, channels: 2, data: Uint8Array.from(grey.flatMap((level) => [level, 255])) })],
    ['colour', encode({ ...shape, channels: 3, data: Uint8Array.from(grey.flatMap((level) => [level, level, level])) })],
    ['colour with alpha', encode({ ...shape, channels: 4, data: Uint8Array.from(rgba) })],
    [
      'a palette of 2 bits',
      encode({
        ...shape,
        channels: 1,
        depth: 2,
        data: Uint8Array.from([0b0001_1011, 0b1110_0100]),
        palette: [0, 85, 170, 255].map((level) => [level, level, level]),
      }),
    ],
  ])('are the same from %s', (_, png) => {
    expect(Array.from(pngImage(png).data)).toEqual(rgba)
  })
})

it.skipIf(process.platform === 'win32')('a device that never ends is refused like a file that is too large', async () => {
  const answer = await openImageDecoder().decodeFile('/dev/zero')
  expect(answer).toMatchObject({ ok: false, error: { code: 'image-unreadable', params: { why: 'the file is larger than 100 MiB' } } })
})

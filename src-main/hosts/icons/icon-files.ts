/** A Windows icon file of PNG pictures: header, one directory entry a picture, the pictures. Up to 256 pixels fit the format. */
export function ico(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const entries = [...pictures].filter(([size]) => size <= 256)
  const head = Buffer.alloc(6 + 16 * entries.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(entries.length, 4)
  let offset = head.length
  for (const [index, [size, png]] of entries.entries()) {
    const at = 6 + 16 * index
    // Zero stands for 256.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...entries.map(([, png]) => png)])
}

/** Names of the PNG pictures in a macOS icon file, by size in pixels. */
const icnsNames: readonly (readonly [string, number])[] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
]

/** A macOS icon file: each picture under its four-letter name, lengths counting their own eight bytes. */
export function icns(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const parts = icnsNames.flatMap(([name, size]) => {
    const png = pictures.get(size)
    return png === undefined ? [] : [named(name, png)]
  })
  return named('icns', Buffer.concat(parts))
}

function named(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}

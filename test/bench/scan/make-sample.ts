import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import jpeg from 'jpeg-js'
import { toRgba } from '../../../src-shared/decoder/frame.ts'
import { photograph } from './camera/photograph.ts'
import type { Shot } from './camera/photograph.ts'
import { caseNamed } from './case-named.ts'
import type { Scene } from './scenes/scene.ts'

// Writes the committed sample, test/vectors/scan: small photographs and what they hold.

const seed = 'sample'
const folder = path.join(import.meta.dirname, '../../vectors/scan')
const size = { width: 720, height: 405 }

/** Photographs that ours reads with room to spare; a change after which one is not read any more is a loss. */
const mustRead: readonly string[] = [
  'single 0 of CompactPDF417 at tilt and blur 0° σ 0.5 px',
  'single 0 of CompactPDF417 at tilt and blur 4° σ 1 px',
  'single 0 of CompactPDF417 at tilt and blur 10° σ 1 px',
  'single 0 of CompactPDF417 at noise σ 12',
  'single 0 of CompactPDF417 at fold across',
  'single 0 of CompactPDF417 at JPEG quality 30',
  'single 0 of CompactPDF417 at phone light theme',
  'single 0 of PDF417 at tilt and blur 6° σ 1 px',
  'single 0 of PDF417 at perspective side 20°',
  'single 0 of QRCode at perspective top 20°',
  'single 0 of QRCode at phone dark theme',
  'single 0 of MicroQRCode at tilt 10°',
  'single 0 of DataMatrix at blur σ 1 px',
  'single 0 of Aztec at tilt 15°',
  'single 0 of Code128 at contrast 0.4',
  'single 0 of Code39 at tilt 3°',
  'single 0 of ITF at tilt 90°',
  'single 0 of EAN13 at noise σ 12',
]

/** Photographs in which nothing but what is truly there may be read, and mostly nothing is. */
const mayNotMisread: readonly string[] = [
  'no code 0 of 1 frames',
  'no code 5 of 1 frames',
  'no code 8 of 1 frames',
  'damaged beyond repair 0 of 1 frames',
  'damaged beyond repair 1 of 1 frames',
  'damaged beyond repair 2 of 1 frames',
  'several people 0 of 1 frames',
  'out of reach 0 of 1 frames',
]

mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder)) if (name.endsWith('.jpg')) rmSync(path.join(folder, name))
const entries = [
  ...mustRead.map((name, index) => writePicture(name, `read-${String(index + 1).padStart(2, '0')}.jpg`, true)),
  ...mayNotMisread.map((name, index) => writePicture(name, `other-${String(index + 1).padStart(2, '0')}.jpg`, false)),
]
writeFileSync(path.join(folder, 'index.json'), `${JSON.stringify({ seed, pictures: entries }, null, 2)}\n`)

function writePicture(name: string, file: string, isToBeRead: boolean): object {
  const found = caseNamed(seed, name)
  const shot = found?.pictured.shots[found.index]
  if (found === null || shot === undefined) throw new Error(`There is no picture «${name}»`)
  const { scene, noise } = found.pictured
  const frame = photograph(scene, reduced(scene, shot), noise(found.index))
  const { data } = jpeg.encode({ data: toRgba(frame).data, width: frame.width, height: frame.height }, 78)
  writeFileSync(path.join(folder, file), data)
  const truth = scene.codes.map(({ symbol }) => ({ format: symbol.format, hex: Buffer.from(symbol.truth).toString('hex') }))
  return { file, picture: name, mustRead: isToBeRead, truth }
}

/** The same in a smaller frame, which needs less room in the repository. */
function reduced({ codes }: Scene, shot: Shot): Shot {
  const modules = codes[0]?.symbol.width ?? 100
  const room = (0.9 * (Math.abs(Math.abs(shot.tilt) - 90) < 20 ? size.height : size.width)) / modules
  const framing = shot.framing === 'whole' ? 'whole' : { modulePixels: Math.min(shot.framing.modulePixels, room) }
  return { ...shot, ...size, framing, shift: { x: 0, y: 0 } }
}

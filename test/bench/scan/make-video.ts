import { parseArgs } from 'node:util'
import { videoScenes, writeVideo } from './video.ts'

const usage = `make-video.ts SCENE OUT.y4m [--hex HEX | --text TEXT] [--frames N]
  SCENE    ${videoScenes.join(', ')}
  --hex    the 130 bytes of a paper policy
  --text   the text of a QR code (phone-qr) or the 13 digits of a trade code (other-code)
  --frames 30 unless told otherwise; 20 a second, 1.4 MB each`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { hex: { type: 'string' }, text: { type: 'string' }, frames: { type: 'string', default: '30' } },
})
const [name, path] = positionals
const scene = videoScenes.find((known) => known === name)
const frames = Number(values.frames)
if (scene === undefined || path === undefined || !Number.isInteger(frames) || frames < 1) {
  console.error(usage)
  process.exit(2)
}
const payload = values.hex === undefined ? (values.text ?? null) : Uint8Array.from(Buffer.from(values.hex, 'hex'))
writeVideo(scene, payload, path, frames)

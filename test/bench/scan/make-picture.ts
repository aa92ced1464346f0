import { writeFileSync } from 'node:fs'
import { encode } from 'fast-png'
import { parseArgs } from 'node:util'
import { photograph } from './camera/photograph.ts'
import { caseNamed } from './case-named.ts'

const usage = `make-picture.ts "single 3 of QRCode at tilt 6°" OUT.png [--seed TEXT]
Makes again a picture that the bench has named, e.g. among the wrong reads.`

const { positionals, values } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string', default: '1' } } })
const [name, path] = positionals
const found = name === undefined ? null : caseNamed(values.seed, name)
if (found === null || path === undefined) {
  console.error(usage)
  process.exit(2)
}
const { pictured, index } = found
const shot = pictured.shots[index]
if (shot === undefined) throw new RangeError(`There is no photograph ${index}`)
const { data, width, height } = photograph(pictured.scene, shot, pictured.noise(index))
writeFileSync(path, encode({ width, height, channels: 1, data: new Uint8Array(data) }))

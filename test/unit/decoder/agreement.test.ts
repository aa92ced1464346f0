import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openAgreement } from '../../../src-shared/decoder/agreement.ts'
import { codeFormats } from '../../../src-shared/decoder/engine.ts'
import type { Decoded, Quadrilateral } from '../../../src-shared/decoder/engine.ts'
import vectors from '../../vectors/scan-agreement.json' with { type: 'json' }

const codeSchema = z.tuple([z.enum(codeFormats), z.string()]).rest(z.enum(['left', 'right']))
const frameSchema = z.strictObject({
  at: z.number(),
  codes: z.array(codeSchema),
  accepted: z.array(z.string()),
  beside: z.array(z.string()).optional(),
})
const { cases } = z
  .strictObject({ about: z.string(), cases: z.array(z.strictObject({ name: z.string(), frames: z.array(frameSchema) })) })
  .parse(vectors)

const hasStructure = ({ text }: Decoded): boolean => /^\d{16}$/.test(text)

function decoded([format, text, place]: z.infer<typeof codeSchema>): Decoded {
  const left = place === 'right' ? 600 : 100
  const position: Quadrilateral = [
    { x: left, y: 100 },
    { x: left + 300, y: 100 },
    { x: left + 300, y: 200 },
    { x: left, y: 200 },
  ]
  return { bytes: new TextEncoder().encode(text), text, format, engine: 'wasm', position: place === undefined ? null : position }
}

describe('which readings of successive frames count', () => {
  it.each(cases)('$name', ({ frames }) => {
    const agreement = openAgreement(hasStructure)
    const found = frames.map(({ at, codes, beside }) => {
      const accepted = agreement.accept(codes.map(decoded), at).map(({ text }) => text)
      return { at, accepted, beside: beside && agreement.beside().map(({ text }) => text) }
    })
    expect(found).toEqual(frames.map(({ at, accepted, beside }) => ({ at, accepted, beside })))
  })

  it('takes the same picture once more for the frame that it was', () => {
    const agreement = openAgreement(hasStructure)
    const frame = [decoded(['Code128', '0056410834000014', 'left'])]
    expect(agreement.accept(frame, 0)).toHaveLength(0)
    expect(agreement.accept(frame, 200, true)).toHaveLength(0)
    expect(agreement.accept(frame, 400, true)).toHaveLength(0)
    expect(agreement.accept(frame, 600)).toHaveLength(1)
  })

  it('forgets everything when reset', () => {
    const agreement = openAgreement(hasStructure)
    const frame = [decoded(['QRCode', '0056410834000014']), decoded(['Code128', '0067150898000420'])]
    expect(agreement.accept(frame, 0).map(({ format }) => format)).toEqual(['QRCode'])
    agreement.reset()
    expect(agreement.accept(frame, 1).map(({ format }) => format)).toEqual(['QRCode'])
  })
})

import { existsSync } from 'node:fs'
import type { Failure, Shown } from '../../../src-shared/contract.ts'
import type { Decoded, Point } from '../../../src-shared/decoder/engine.ts'
import type { EffortStep } from '../../../src-shared/decoder/scan-session.ts'
import type { Item, KindHint } from '../../../src-shared/intake/item.ts'
import { readShown } from '../../app/read-shown.ts'
import { settingsSchema } from '../../../src-shared/settings.ts'
import { WrongUsage } from './cli-console.ts'
import type { ImageDecoder } from './decoder.ts'
import type { PictureReading } from './image-file.ts'

/** One thing as the command line or a line of stdin gives it: exactly one of text, hex and image. */
export interface Given {
  readonly text?: string | undefined
  readonly hex?: string | undefined
  readonly image?: string | undefined
  readonly as?: KindHint | undefined
}

/** What a given thing stands for. */
export interface ShownInput {
  /** At least one; several where a picture holds several codes that can be used. */
  readonly shown: readonly Shown[]
  /** Of a picture that gave something: each code and what was done to read it; null for anything else. */
  readonly picture: PictureReport | null
  /** Why a picture gave nothing, to be told beside the answer. */
  readonly failure: Failure | null
}

/** How a picture was read, for the answer of `read --image`. Positions in pixels: top left, top right, bottom right, bottom left as the code is read. */
export interface PictureReport {
  readonly codes: readonly (Pick<Decoded, 'format' | 'engine' | 'position'> & { readonly bytes: number })[]
  readonly effort: readonly EffortStep[]
}

/** Longest text that the contract takes; a longer one is no policy, document or name. */
const LONGEST_TEXT = 20_000
const LONGEST_HEX = 40_000
const ONE_OF = 'Give the TEXT, or --hex HEX, or --image FILE.png.'

/** Throws WrongUsage unless exactly one of text, hex and image is given, and for a picture file that is not there. */
export async function shownInput(given: Given): Promise<ShownInput> {
  const as = given.as === undefined ? {} : { as: given.as }
  const kinds = [given.text, given.hex, given.image].filter((value) => value !== undefined)
  if (kinds.length !== 1) {
    throw new WrongUsage(kinds.length === 0 ? 'Nothing is given to read.' : 'Only one of text, hex and image can be given.', ONE_OF)
  }
  if (given.image !== undefined) return pictureInput(given.image, as)
  if (given.hex !== undefined) return { shown: [hexInput(given.hex, as)], picture: null, failure: null }
  const text = given.text ?? ''
  return { shown: [text.length > LONGEST_TEXT ? { unread: 'too-long' } : { text, ...as }], picture: null, failure: null }
}

/** The item of everything given; two different usable codes in one picture are candidates to choose from. */
export function itemOf(shown: readonly Shown[], today: string): Item {
  const items = readShown(shown, settingsSchema.parse({}), today).items
  const [first = NOTHING] = items
  const usable = new Map<string, Exclude<Item, { kind: 'several-candidates' | 'unrecognised' }>>()
  for (const item of items) {
    if (item.kind !== 'several-candidates' && item.kind !== 'unrecognised') usable.set(JSON.stringify(item), item)
  }
  return usable.size < 2 ? first : { kind: 'several-candidates', candidates: [...usable.values()], warnings: [] }
}

const NOTHING: Item = { kind: 'unrecognised', reason: 'input-empty', detail: null, params: {}, warnings: [] }

function hexInput(hex: string, as: { readonly as?: KindHint }): Shown {
  const digits = hex.replaceAll(/\s/g, '')
  if (digits.length > LONGEST_HEX) return { unread: 'too-long' }
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return { unread: 'hex' }
  return { base64: Buffer.from(digits, 'hex').toString('base64'), ...as }
}

/** One decoder for all pictures of this process; its thread keeps nothing alive. */
let decoder: ImageDecoder | null = null

async function pictureInput(file: string, as: { readonly as?: KindHint }): Promise<ShownInput> {
  if (!existsSync(file)) throw new WrongUsage(`There is no file "${file}".`, 'Check the path of the picture.')
  decoder ??= (await import('./decoder.ts')).openImageDecoder()
  const decoded = await decoder.decodeFile(file)
  if (!decoded.ok) {
    const { code } = decoded.error
    return { shown: [{ unread: code === 'image-without-code' ? code : 'image-unreadable' }], picture: null, failure: decoded.error }
  }
  const codes = decoded.value.codes.map((code) => codeInput(code, as))
  const usable = codes.filter((code) => isUsable(code))
  return { shown: usable.length > 0 ? usable : codes.slice(0, 1), picture: reportOf(decoded.value), failure: null }
}

function reportOf({ codes, effort }: PictureReading): PictureReport {
  return {
    codes: codes.map(({ format, engine, position, bytes }) => ({
      format,
      engine,
      position: position === null ? null : [rounded(position[0]), rounded(position[1]), rounded(position[2]), rounded(position[3])],
      bytes: bytes.length,
    })),
    effort: effort.map((step) => ({ ...step, milliseconds: Math.round(step.milliseconds) })),
  }
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) }
}

/** Bytes where they can be a paper policy (policy formats §1.8), text otherwise. */
function codeInput(code: Decoded, as: { readonly as?: KindHint }): Shown {
  const binary = code.format === 'PDF417' || code.format === 'CompactPDF417' || code.bytes[0] === 1 || code.bytes[0] === 2
  return binary && code.bytes.length <= LONGEST_TEXT
    ? { base64: Buffer.from(code.bytes).toString('base64'), scanned: true, ...as }
    : { text: code.text, scanned: true, ...as }
}

function isUsable(shown: Shown): boolean {
  const { kind } = itemOf([shown], '9999-12-31')
  return kind !== 'unrecognised' && kind !== 'several-candidates'
}

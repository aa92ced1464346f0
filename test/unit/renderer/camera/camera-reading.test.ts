import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cameraReading, type FrameOutcome } from '../../../../src-renderer/scan/camera-reading.ts'
import { openAgreement } from '../../../../src-shared/decoder/agreement.ts'
import type { Decoded, Quadrilateral } from '../../../../src-shared/decoder/engine.ts'
import type { FrameReading } from '../../../../src-shared/decoder/scan-session.ts'
import type { CodeSight } from '../../../../src-shared/decoder/sight.ts'

const square: Quadrilateral = [
  { x: 100, y: 100 },
  { x: 300, y: 100 },
  { x: 300, y: 200 },
  { x: 100, y: 200 },
]
const sight: CodeSight = { position: square, kind: 'stacked', modulePixels: 2.5, tiltDegrees: 1, sharpness: 0.8 }
const code: Decoded = { bytes: new Uint8Array([1, 2, 3]), text: '123', format: 'PDF417', engine: 'wasm', position: square }
const empty: FrameReading = { codes: [], sight: null, light: { brightness: 130, contrast: 0.8, glare: 0, sharpness: 0.8 }, effort: [] }
const seen: FrameReading = { ...empty, sight }
const read: FrameReading = { ...seen, codes: [code] }
const black: FrameReading = { ...empty, light: { brightness: 3, contrast: 0.01, glare: 0, sharpness: 0 } }

/** Feeds what a session would say of successive frames, each with its time in milliseconds; `levels` are the greys of their pictures. */
async function outcomes(
  frames: readonly (readonly [number, FrameReading])[],
  levels: readonly number[] = [],
): Promise<readonly FrameOutcome[]> {
  let now = 0
  let next = empty
  const session = { read: () => Promise.resolve(next), reset: () => undefined }
  const reading = cameraReading(
    session,
    openAgreement(() => true),
    () => now,
  )
  const all: FrameOutcome[] = []
  for (const [place, [at, frame]] of frames.entries()) {
    now = at
    next = frame
    all.push(await reading.take({ data: new Uint8ClampedArray(400).fill(levels[place] ?? place), width: 1280, height: 720 }))
  }
  return all
}

async function outlined(...frames: readonly (readonly [number, FrameReading])[]): Promise<readonly (Quadrilateral | null)[]> {
  return (await outcomes(frames)).map(({ view }) => view?.position ?? null)
}

function moved(position: Quadrilateral, by: number): Quadrilateral {
  const [one, two, three, four] = position.map(({ x, y }) => ({ x: x + by, y }))
  if (one === undefined || two === undefined || three === undefined || four === undefined) throw new Error('four corners expected')
  return [one, two, three, four]
}

function away(from: number, to: number): readonly (readonly [number, FrameReading])[] {
  return Array.from({ length: (to - from) / 100 }, (_, frame) => [from + frame * 100, empty] as const)
}

function counted(all: readonly FrameOutcome[]): readonly number[] {
  return all.flatMap(({ codes }, place) => (codes.length > 0 ? [place] : []))
}

describe('a code before the camera', () => {
  it('counts once, however long it lies there and however seldom it can be read', async () => {
    const lying = Array.from({ length: 200 }, (_, frame) => [frame * 100, frame % 50 === 0 ? read : seen] as const)
    expect(counted(await outcomes(lying))).toEqual([0])
  })

  it('counts again after it was taken away for 3 s, not after a moment', async () => {
    expect(counted(await outcomes([[0, read], ...away(100, 2_000), [2_000, read]]))).toEqual([0])
    expect(counted(await outcomes([[0, read], ...away(100, 3_100), [3_100, read]]))).toEqual([0, 31])
  })
})

const otherCode: Decoded = { ...code, bytes: new Uint8Array([4, 5, 6]), text: '456' }
const readOther: FrameReading = { ...seen, codes: [otherCode] }

function during(from: number, to: number, frame: FrameReading, step = 200): readonly (readonly [number, FrameReading])[] {
  return Array.from({ length: (to - from) / step }, (_, place) => [from + place * step, frame] as const)
}

/** What counted and when, as «123 at 0». */
async function reports(frames: readonly (readonly [number, FrameReading])[]): Promise<readonly string[]> {
  return (await outcomes(frames)).flatMap(({ codes, beside }, place) =>
    codes.map(({ text }) => [text, ...beside.map((one) => `beside ${one.text}`), `at ${frames[place]?.[0]}`].join(' ')),
  )
}

describe('two people who come one after the other', () => {
  it.each([
    ['1 s', 1_000, 2_000],
    ['60 s', 1_000, 61_000],
    ['20 min', 1_000, 1_201_000],
  ])('are each answered when the first comes back after a stay of %s, all at one place', async (_, first, second) => {
    const frames = [...during(0, first, read), ...during(first, second, readOther), ...during(second, second + 4_000, read)]
    expect(await reports(frames)).toEqual(['123 at 0', `456 at ${first}`, `123 at ${second}`])
  })

  it('are each answered when something like a code stands between them, or a moment passes', async () => {
    for (const between of [seen, empty]) {
      const frames = [
        ...during(0, 1_000, read),
        ...during(1_000, 3_000, between),
        ...during(3_000, 63_000, readOther),
        ...during(63_000, 64_000, between),
        ...during(64_000, 70_000, read),
      ]
      expect(await reports(frames)).toEqual(['123 at 0', '456 at 3000', '123 at 64000'])
    }
  })

  it('are told apart though the second cannot be read: the first passes for read 2 s at most', async () => {
    const views = (await outcomes([...during(0, 1_000, read), ...during(1_000, 40_000, seen)])).map(({ view }) => view)
    const late = views.slice(5 + 11)
    expect(late.some((view) => view?.isRead)).toBe(false)
    expect(late.every((view) => view?.coaching !== null)).toBe(true)
  })

  it('are each answered again beside a sticker that always looks like a code', async () => {
    const frames = [
      ...during(0, 1_000, read),
      ...during(1_000, 5_000, seen),
      ...during(5_000, 6_000, readOther),
      ...during(6_000, 1_200_000, seen),
      ...during(1_200_000, 1_201_000, read),
      ...during(1_201_000, 1_210_000, seen),
      ...during(1_210_000, 1_211_000, readOther),
    ]
    expect(await reports(frames)).toEqual(['123 at 0', '456 at 5000', '123 at 1200000', '456 at 1210000'])
  })

  it('are both told of where the second code of a frame becomes legible late', async () => {
    const right: Decoded = { ...otherCode, position: moved(square, 400) }
    const both: FrameReading = { ...seen, codes: [code, right] }
    expect(await reports([...during(0, 1_600, read), ...during(1_600, 9_000, both)])).toEqual(['123 at 0', '456 beside 123 at 1600'])
  })
})

const people = ['A', 'B', 'C'] as const
const stay = fc.record({
  person: fc.constantFrom(...people, null),
  frames: fc.integer({ min: 3, max: 60 }),
  isElsewhere: fc.boolean(),
  /** One of so many frames can be read. */
  legible: fc.integer({ min: 1, max: 12 }),
  isSeen: fc.boolean(),
})
type Stay = typeof stay extends fc.Arbitrary<infer One> ? One : never

function readingOf({ person, isElsewhere, legible, isSeen }: Stay, place: number): FrameReading {
  const position = isElsewhere ? moved(square, 400) : square
  if (person === null || place % legible !== 0) return isSeen ? { ...empty, sight: { ...sight, position } } : empty
  const bytes = new TextEncoder().encode(person)
  return { ...empty, sight: { ...sight, position }, codes: [{ ...code, bytes, text: person, position }] }
}

describe('whoever comes after whomever, wherever and however badly to read', () => {
  it('is named by the last report when read, and by one report a stay while read at least every 2 s', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stay, { minLength: 2, maxLength: 8 }), async (stays) => {
        const steps = stays.flatMap((one, number) =>
          Array.from({ length: one.frames }, (_, place) => ({ number, frame: readingOf(one, place) })),
        )
        const all = await outcomes(steps.map(({ frame }, place) => [place * 200, frame] as const))
        let named: readonly string[] = []
        const times = stays.map(() => 0)
        for (const [place, { codes, beside }] of all.entries()) {
          const { number = 0, frame = empty } = steps[place] ?? {}
          if (codes.length > 0) named = [...codes, ...beside].map(({ text }) => text)
          if (codes.length > 0) times[number] = (times[number] ?? 0) + 1
          for (const { text } of frame.codes) expect(named).toContain(text)
        }
        for (const [number, { legible }] of stays.entries()) if (legible <= 10) expect(times[number]).toBeLessThanOrEqual(1)
      }),
      { numRuns: 150 },
    )
  })

  it('is named though it was lying there already when the next one came to lie beside it', async () => {
    const right: Decoded = { ...otherCode, position: moved(square, 400) }
    const frames = [[0, read] as const, ...during(200, 4_000, seen), [4_000, { ...seen, codes: [code, right] }] as const]
    expect(await reports(frames)).toEqual(['123 at 0', '456 beside 123 at 4000'])
  })
})

describe('a picture that comes once more', () => {
  it('confirms no linear code; another one does', async () => {
    const bars: Decoded = { ...code, format: 'Code128' }
    const pictures = (levels: readonly number[]) =>
      outcomes(
        levels.map((_, place) => [place * 200, { ...seen, codes: [bars] }] as const),
        levels,
      )
    expect(counted(await pictures([7, 7, 7]))).toEqual([])
    expect(counted(await pictures([7, 7, 8]))).toEqual([2])
  })
})

describe('something that is seen where a code was read', () => {
  it('keeps it from counting again for 6 s, not for longer', async () => {
    expect(await reports([[0, read], ...during(200, 5_800, seen), [5_800, read]])).toEqual(['123 at 0'])
    expect(await reports([[0, read], ...during(200, 6_200, seen), [6_200, read]])).toEqual(['123 at 0', '123 at 6200'])
  })

  it('keeps it only where it is of its kind', async () => {
    const matrix: FrameReading = { ...seen, sight: { ...sight, kind: 'matrix' } }
    expect(await reports([[0, read], ...during(200, 4_000, matrix), [4_000, read]])).toEqual(['123 at 0', '123 at 4000'])
  })
})

describe('another code that stays in sight', () => {
  it('does not keep the first from counting again', async () => {
    const elsewhere: FrameReading = { ...empty, sight: { ...sight, position: moved(square, 700) } }
    const sticker = Array.from({ length: 35 }, (_, frame) => [100 + frame * 100, elsewhere] as const)
    expect(counted(await outcomes([[0, read], ...sticker, [3_600, read]]))).toEqual([0, 36])
  })
})

describe('print that looks a little like a code', () => {
  it('is not outlined and keeps no code from counting again', async () => {
    const print: FrameReading = { ...seen, sight: { ...sight, kind: 'unknown' } }
    const all = await outcomes([
      [0, print],
      [500, read],
      ...Array.from({ length: 35 }, (_, frame) => [600 + frame * 100, print] as const),
      [4_100, read],
    ])
    expect(all[0]?.view?.position).toBeNull()
    expect(counted(all)).toEqual([1, 37])
  })
})

describe('what is shown', () => {
  it('changes ten times a second at most, and at once when a code counts', async () => {
    const views = (
      await outcomes([
        [0, seen],
        [40, seen],
        [80, seen],
        [100, seen],
        [120, read],
      ])
    ).map(({ view }) => view !== null)
    expect(views).toEqual([true, false, false, true, true])
  })

  it('keeps the outline of a code that was read through a blink of the search', async () => {
    expect(await outlined([0, read], [200, empty], [700, empty])).toEqual([square, square, null])
  })

  it('coaches nobody while a code that counted lies there', async () => {
    const views = await outcomes([
      [0, read],
      [400, seen],
      [900, seen],
      [1_300, seen],
      [1_800, empty],
      [4_000, empty],
      [5_000, empty],
    ])
    expect(views.map(({ view }) => view?.coaching ?? null)).toEqual([null, null, null, null, null, 'searching', 'searching'])
    expect(views.map(({ view }) => view?.isRead)).toEqual([true, true, true, true, true, false, false])
  })

  it('leaves the outline at the code that was read while something elsewhere looks like one', async () => {
    const elsewhere: FrameReading = { ...seen, sight: { ...sight, position: moved(square, 500) } }
    expect(await outlined([0, read], [200, elsewhere], [300, elsewhere])).toEqual([square, square, square])
  })

  it('outlines what only looks like a code once it is seen steadily at one place, though not in every frame', async () => {
    const at = (by: number): FrameReading => ({ ...seen, sight: { ...sight, position: moved(square, by) } })
    expect(await outlined([0, at(0)], [100, at(500)], [200, at(-500)], [300, at(900)], [400, at(1_300)])).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
    expect(await outlined([0, seen], [100, at(500)], [200, empty], [300, seen])).toEqual([null, null, null, square])
  })

  it('coaches about what is outlined only', async () => {
    const small: FrameReading = { ...seen, sight: { ...sight, modulePixels: 1 } }
    const steadily = Array.from({ length: 12 }, (_, frame) => [frame * 100, small] as const)
    expect((await outcomes(steadily)).at(-1)?.view?.coaching).toBe('closer')
    const nowAndThen = Array.from({ length: 12 }, (_, frame) => [frame * 100, frame % 6 === 0 ? small : empty] as const)
    expect((await outcomes(nowAndThen)).at(-1)?.view?.coaching).toBe('searching')
  })

  it('calls the picture black only when it stays black', async () => {
    const all = await outcomes([
      [0, black],
      [1_000, black],
      [1_600, black],
      [1_700, empty],
      [1_800, black],
    ])
    expect(all.map(({ view }) => view?.isBlack)).toEqual([false, false, true, false, false])
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { KeyScan } from '../../../src-renderer/scanner/key-burst.ts'
import { openScannerKeys, type KeyPart, type ScannerKeys } from '../../../src-renderer/scanner/scanner-keys.ts'
import type { KeyStroke } from '../../../src-renderer/scanner/physical-keys.ts'
import { keyOf, keysOf, paced, pressed, special } from './strokes.ts'

const enp = '0056410834000014'

let log: string[]
let scans: KeyScan[]
let keys: ScannerKeys

beforeEach(() => {
  vi.useFakeTimers()
  log = []
  scans = []
  keys = openScannerKeys({
    onFirst: () => log.push('first'),
    onBegin: () => log.push('begin'),
    onScan: (scan) => scans.push(scan),
  })
})

afterEach(() => {
  keys.end()
  vi.useRealTimers()
})

interface Played {
  readonly part: KeyPart
  readonly isPrevented: boolean
  readonly isStopped: boolean
}

/** A key on its way through the page; a browser would act on it unless it is prevented. */
function play(stroke: KeyStroke): Played {
  let isPrevented = false
  let isStopped = false
  const event = {
    code: stroke.code,
    key: stroke.key,
    shiftKey: stroke.shift,
    ctrlKey: stroke.control,
    altKey: stroke.alt,
    metaKey: stroke.meta,
    repeat: stroke.repeat,
    timeStamp: stroke.at,
    getModifierState: () => stroke.capsLock,
    preventDefault: () => (isPrevented = true),
    stopImmediatePropagation: () => (isStopped = true),
  }
  const part = keys.down(event as unknown as KeyboardEvent)
  return { part, isPrevented, isStopped }
}

function playAll(strokes: readonly KeyStroke[]): readonly Played[] {
  return strokes.map((stroke) => play(stroke))
}

describe('keys of a scan', () => {
  it.each([
    ['Enter', keyOf('\r')],
    ['Tab', keyOf('\t')],
    ['Ctrl+P', keyOf('\u0010')],
    ['Ctrl+Z', keyOf('\u001a')],
    ['Escape', special('Escape')],
    ['F8', special('F8')],
    ['Alt and a digit', special('Numpad1', { alt: true, key: '1' })],
  ])('%s right after another key reaches nobody, in a scan and before it is known as one', (_, key) => {
    const [, early] = playAll(paced([keyOf('1'), key], 20))
    expect(early).toEqual({ part: 'taken', isPrevented: true, isStopped: true })
    const strokes = paced([...keysOf(enp), key, ...keysOf(enp)], 20, 5_000)
    expect(playAll(strokes)[enp.length]).toEqual({ part: 'taken', isPrevented: true, isStopped: true })
  })

  it('writes nothing once it is known, and what it wrote before is taken back', () => {
    const played = playAll(paced(keysOf(enp), 30))
    expect(played.slice(0, 5).map(({ part }) => part)).toEqual(['alone', 'follows', 'follows', 'follows', 'follows'])
    expect(new Set(played.slice(5).map(({ part }) => part))).toEqual(new Set(['taken']))
    expect(log).toEqual(['first', 'begin'])
    const input = { preventDefault: vi.fn() }
    keys.input(input as unknown as InputEvent)
    expect(input.preventDefault).toHaveBeenCalled()
  })

  it('ends by a pause, sooner after a line end, once', () => {
    playAll(paced(keysOf(enp), 5))
    vi.advanceTimersByTime(249)
    expect(scans).toHaveLength(0)
    vi.advanceTimersByTime(2)
    expect(scans).toHaveLength(1)
    playAll(paced(keysOf(`${enp}\r`), 5, 9_000))
    vi.advanceTimersByTime(51)
    expect(scans).toHaveLength(2)
    vi.advanceTimersByTime(10_000)
    expect(scans).toHaveLength(2)
  })

  it('two scans one after the other are two', () => {
    playAll(paced(keysOf(`${enp}\r`), 5))
    playAll(paced(keysOf(`${enp}\r`), 5, 1_400))
    vi.advanceTimersByTime(1_000)
    expect(scans).toHaveLength(2)
  })
})

/** In time: timers run as the keys come. */
function playInTime(strokes: readonly KeyStroke[]): void {
  let at = strokes[0]?.at ?? 0
  for (const stroke of strokes) {
    vi.advanceTimersByTime(stroke.at - at)
    at = stroke.at
    play(stroke)
  }
  vi.advanceTimersByTime(2_000)
}

describe('a scanner whose Shift and Ctrl are keys of their own', () => {
  it.each([5, 20, 30, 35])('sends one code once at %i ms a key', (gap) => {
    const texts = [
      `${enp}\r\n`,
      'PNRUSIVANOV<<IVAN<IVANOVI3<<<<<<<<<<<<<<<<<<\r\n0000000000RUS8503150M<<<<<<<0200101000000<66\r\n',
      '{"Number":"ABC"}\r',
    ]
    for (const [place, text] of texts.entries()) {
      scans = []
      playInTime(pressed(keysOf(text), gap, 1_000 + place * 100_000))
      expect(scans.map(({ keys: all }) => all.length)).toEqual([text.length])
    }
  })

  it.each([keyOf('\u001a'), special('Escape'), special('F8'), keyOf('\r')])(
    'does nothing with its first key, $code, where the second has Shift',
    (key) => {
      for (const gap of [5, 18, 30, 35]) {
        const action = vi.fn()
        const [first, ...rest] = pressed([key, ...keysOf('ABCDEFGH')], gap, 1_000 + gap * 10_000).slice(key.control ? 1 : 0)
        if (first === undefined) throw new Error('a scan has keys')
        play(first)
        keys.whenAlone(action)
        vi.advanceTimersByTime(gap)
        playInTime(rest)
        expect(action).not.toHaveBeenCalled()
      }
    },
  )
})

describe('a key that stands alone', () => {
  it('does what it stands for, a moment later', () => {
    const action = vi.fn()
    expect(play({ ...special('F8'), at: 1_000 }).part).toBe('alone')
    keys.whenAlone(action)
    expect(action).not.toHaveBeenCalled()
    vi.advanceTimersByTime(50)
    expect(action).toHaveBeenCalledTimes(1)
  })

  it.each([keyOf('\u001a'), special('Escape'), special('F8'), keyOf('\r'), special('Space', { key: ' ' })])(
    'does nothing when it was the first of a scan: $code',
    (key) => {
      const action = vi.fn()
      play({ ...key, at: 1_000 })
      keys.whenAlone(action)
      vi.advanceTimersByTime(30)
      playAll(paced(keysOf(enp), 30, 1_030))
      vi.advanceTimersByTime(5_000)
      expect(action).not.toHaveBeenCalled()
      expect(scans).toHaveLength(1)
    },
  )

  it('waits while more input is on its way, and does nothing when that was a scan', () => {
    let isPending = true
    vi.stubGlobal('navigator', { scheduling: { isInputPending: () => isPending } })
    const action = vi.fn()
    play({ ...keyOf('\r'), at: 1_000 })
    keys.whenAlone(action)
    vi.advanceTimersByTime(130)
    isPending = false
    playAll(paced(keysOf(enp), 10, 1_010))
    vi.advanceTimersByTime(1_000)
    expect(action).not.toHaveBeenCalled()
    vi.unstubAllGlobals()
  })

  it('does it before the next key of a hand, however quick', () => {
    const action = vi.fn()
    play({ ...keyOf('\r'), at: 1_000 })
    keys.whenAlone(action)
    play({ ...keyOf('a'), at: 1_040 })
    expect(action).toHaveBeenCalledTimes(1)
  })

  it('does it before what is done without a key, and once', () => {
    const action = vi.fn()
    play({ ...special('Escape'), at: 1_000 })
    keys.whenAlone(action)
    keys.settle()
    expect(action).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(100)
    expect(action).toHaveBeenCalledTimes(1)
  })

  it('is not disturbed by a modifier that goes down after it', () => {
    const action = vi.fn()
    play({ ...keyOf('\r'), at: 1_000 })
    keys.whenAlone(action)
    play({ ...special('ShiftLeft', { key: 'Shift' }), at: 1_010 })
    vi.advanceTimersByTime(50)
    expect(action).toHaveBeenCalledTimes(1)
  })
})

import { describe, expect, it } from 'vitest'
import { readShown } from '../../../src-renderer/desk/reading.ts'
import { believedScan } from '../../../src-renderer/scanner/cut-scan.ts'
import { openKeyBurst, type KeyScan } from '../../../src-renderer/scanner/key-burst.ts'
import { shownFromScan, type ReadThing } from '../../../src-renderer/scanner/read-scan.ts'
import { contentOf, type ScanSuffix } from '../../../src-renderer/scanner/scan-content.ts'
import { openSuffixMemory } from '../../../src-renderer/scanner/suffix-memory.ts'
import type { Shown } from '../../../src-shared/contract.ts'
import { keysOf, paced } from './strokes.ts'

const read: ReadThing = (shown) =>
  readShown(shown, { today: '2026-11-22', enpCheckDigit: 'refuse', uncheckableSnils: 'accept', unsaid: [] })
const enp = '0056410834000014'
const mangled = { unread: 'mangled' }

function believed({ before, ...scan }: KeyScan, usual: ScanSuffix | null): Shown {
  const content = contentOf(scan)
  const shown = shownFromScan(content, read)
  return believedScan(shown, read(shown), { before, suffix: content.suffix, usual })
}

/** What becomes of a code that a scanner types with one pause in it, as the timers of the desk would cut it. */
function shownOf(parts: readonly string[], pause: number, usual: ScanSuffix | null): readonly Shown[] {
  const burst = openKeyBurst()
  let at = 1_000
  return parts.flatMap((part) => {
    for (const stroke of paced(keysOf(part), 10, at)) burst.down(stroke)
    at += (part.length - 1) * 10 + pause
    const scan = burst.end()
    return scan === null ? [] : [believed(scan, usual)]
  })
}

describe('a scan cut by a pause', () => {
  it('never is another number, wherever it is cut', () => {
    for (let place = 1; place < enp.length; place += 1) {
      const shown = shownOf([enp.slice(0, place), `${enp.slice(place)}\r`], 300, 'cr')
      const items = shown.flatMap((one) => ('unread' in one ? [] : [read(one)]))
      expect(items.filter((item) => item?.kind !== 'unrecognised' || item.reason !== 'misread')).toEqual([])
    }
  })

  it.each(['0056410834', '005641083', '00564108340000', 'II-АБ 000001', '00 00 000001'])(
    '%s without the usual suffix is read badly',
    (text) => {
      const item = read({ text, scanned: true })
      expect(believedScan({ text, scanned: true }, item, { before: 'silence', suffix: 'none', usual: 'cr' })).toEqual(mangled)
      expect(believedScan({ text, scanned: true }, item, { before: 'silence', suffix: 'cr', usual: 'cr' })).toEqual({ text, scanned: true })
    },
  )

  it('is believed at first where the scanner ends its codes with nothing, and its rest is not', () => {
    expect(shownOf(['0056410834', '000014'], 300, 'none')).toEqual([{ text: '0056410834', scanned: true }, mangled])
  })

  it('is not believed while nobody knows how the scanner ends its codes, but a foreign code is still named as one', () => {
    expect(shownOf(['0056410834', '000014'], 300, null)).toEqual([mangled, mangled])
    const address = 'https://shop.invalid/sale?code=42'
    expect(shownOf([address], 0, null)).toEqual([{ text: address, scanned: true }])
  })

  it('an ENP proves itself without a suffix', () => {
    expect(shownOf([enp], 0, 'cr')).toEqual([{ text: enp, scanned: true }])
  })

  it('what is read badly with a reason keeps it', () => {
    const text = '0056410834000015'
    expect(believedScan({ text }, read({ text, scanned: true }), { before: 'silence', suffix: 'none', usual: 'cr' })).toEqual({ text })
  })
})

function store(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>()
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
}

function closed(): never {
  throw new Error('closed')
}

describe('the usual suffix', () => {
  it('is learnt from whole codes and kept for the next start', () => {
    const folder = store()
    expect(openSuffixMemory(folder).usual()).toBeNull()
    openSuffixMemory(folder).learn('crlf')
    expect(openSuffixMemory(folder).usual()).toBe('crlf')
  })

  it('is not forgotten over one code that lost it, but over two, and at once by the test', () => {
    const memory = openSuffixMemory(store())
    memory.learn('cr')
    memory.learn('none')
    expect(memory.usual()).toBe('cr')
    memory.learn('cr')
    memory.learn('none')
    expect(memory.usual()).toBe('cr')
    memory.learn('none')
    expect(memory.usual()).toBe('none')
    memory.learn('tab')
    expect(memory.usual()).toBe('tab')
    memory.set('none')
    expect(memory.usual()).toBe('none')
  })

  it('is unknown where the store is damaged or closed', () => {
    expect(openSuffixMemory({ getItem: () => '{"suffix":"x"}', setItem: () => undefined }).usual()).toBeNull()
    const memory = openSuffixMemory({ getItem: closed, setItem: closed })
    memory.learn('cr')
    expect(memory.usual()).toBe('cr')
  })
})

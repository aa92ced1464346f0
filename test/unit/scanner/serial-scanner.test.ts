import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSerialScanner, type SerialScanner } from '../../../src-renderer/scanner/serial-scanner.ts'
import { fakeSerial, type FakeSerial } from '../../fakes/fake-serial.ts'
import barcodes from '../../vectors/policy/barcode.json' with { type: 'json' }

const usb = { usbVendorId: 0x0c2e, usbProductId: 0x0b61 }
const policy = [...Buffer.from((barcodes.readable[0]?.data ?? '') + barcodes.signature, 'hex')]

let fake: FakeSerial
let kept: Map<string, string>
let codes: (Uint8Array | 'noise')[]
let scanner: SerialScanner | null = null

beforeEach(() => {
  vi.useFakeTimers()
  fake = fakeSerial()
  kept = new Map()
  codes = []
})

afterEach(() => {
  scanner?.end()
  scanner = null
  vi.useRealTimers()
})

function open(): SerialScanner {
  scanner = openSerialScanner({
    serial: fake.serial as Serial,
    store: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) },
  })
  scanner.begin((gathered) => codes.push(gathered))
  return scanner
}

/** Lets promises and streams go on, then so many milliseconds pass. */
async function pass(milliseconds = 0): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  await vi.advanceTimersByTimeAsync(milliseconds)
}

function bytesOf(text: string): number[] {
  return [...Buffer.from(text)]
}

async function chosen(): Promise<{ readonly port: ReturnType<FakeSerial['add']>; readonly opened: SerialScanner }> {
  const port = fake.add(usb, false)
  const opened = open()
  await opened.choose()
  await pass()
  return { port, opened }
}

/** A port whose scanner has sent a code with its line end. */
async function used(): Promise<ReturnType<FakeSerial['add']>> {
  const { port } = await chosen()
  port.send(bytesOf('0056410834000014\r\n'))
  await pass(61)
  codes = []
  return port
}

describe('a serial scanner', () => {
  it('is not there in a browser without serial ports', () => {
    const state = openSerialScanner({
      serial: undefined,
      store: { getItem: () => null, setItem: () => undefined },
    })
    expect(state.state.get().phase).toBe('unsupported')
  })

  it('opens no port that nobody has chosen, even where all are permitted', async () => {
    const port = fake.add(usb, true)
    expect(open().state.get().phase).toBe('unchosen')
    await pass(20_000)
    expect(port.asked).toEqual([])
  })

  it('opens the chosen port at 9600 8N1 with DTR on', async () => {
    const { port, opened } = await chosen()
    expect(opened.state.get()).toEqual({ phase: 'open', speed: 9_600, choice: null })
    expect(port.asked).toMatchObject([
      { baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none', flowControl: 'none' },
      { dataTerminalReady: true },
    ])
  })

  it('says that nothing was chosen, and keeps what was', async () => {
    fake.answer(false)
    const opened = open()
    await opened.choose()
    expect(opened.state.get()).toMatchObject({ phase: 'unchosen', choice: 'none-chosen' })
    fake.answer(true)
    fake.add(usb, false)
    await opened.choose()
    await pass()
    fake.answer(false)
    await opened.choose()
    expect(opened.state.get()).toMatchObject({ phase: 'open', choice: 'none-chosen' })
  })

  it('opens the port chosen before by itself, and no other', async () => {
    await chosen()
    scanner?.end()
    await pass()
    const stranger = fake.add({ usbVendorId: 1, usbProductId: 2 }, true)
    expect(open().state.get().phase).toBe('unchosen')
    await pass()
    expect(scanner?.state.get().phase).toBe('open')
    expect(stranger.isOpen()).toBe(false)
  })

  it('opens none of several that look the same after a restart, and asks', async () => {
    const { port } = await chosen()
    scanner?.end()
    await pass()
    const twin = fake.add(usb, true)
    const opened = open()
    await pass(20_000)
    expect(opened.state.get().phase).toBe('several')
    expect([port.isOpen(), twin.isOpen()]).toEqual([false, false])
    await opened.choose()
    await pass()
    expect(opened.state.get().phase).toBe('open')
    expect(twin.isOpen()).toBe(true)
  })

  it('knows the chosen one among several that looked the same when it was chosen', async () => {
    const twin = fake.add(usb, true)
    const { port, opened } = await chosen()
    port.unplug()
    await pass()
    expect(opened.state.get().phase).toBe('unplugged')
    await pass(20_000)
    port.plug()
    await pass(20_000)
    expect(opened.state.get().phase).toBe('open')
    expect([port.isOpen(), twin.isOpen()]).toEqual([true, false])
  })

  it('gives 130 bytes as they are, in pieces, whole after 300 ms of silence', async () => {
    const { port } = await chosen()
    for (let place = 0; place < policy.length; place += 32) {
      port.send(policy.slice(place, place + 32))
      await pass(33)
    }
    await pass(240)
    expect(codes).toEqual([])
    await pass(60)
    expect(codes).toEqual([Uint8Array.from(policy)])
  })

  it('never cuts at CR, LF, 00 or 1A', async () => {
    const { port } = await chosen()
    const bytes = [1, 0x0d, 0x0a, 0, 0x1a, 0x0d]
    for (const byte of bytes) {
      port.send([byte])
      await pass(100)
    }
    await pass(300)
    expect(codes).toEqual([Uint8Array.from(bytes)])
  })

  it('gives a line of text at once', async () => {
    const { port } = await chosen()
    port.send([...Buffer.from('0056410834000014\r\n')])
    await pass(61)
    expect(codes).toHaveLength(1)
  })

  it('calls damaged bytes noise and goes on reading', async () => {
    const { port, opened } = await chosen()
    port.send([0x80, 0x81])
    await pass()
    port.garble()
    await pass(301)
    expect(codes).toEqual(['noise'])
    expect(opened.state.get().phase).toBe('open')
    port.send([0x41, 0x0d])
    await pass(301)
    expect(codes).toEqual(['noise', Uint8Array.from([0x41, 0x0d])])
  })

  it('calls an endless stream noise', async () => {
    const { port } = await chosen()
    for (let piece = 0; piece < 10; piece++) port.send(Array.from({ length: 1_000 }, () => 0x55))
    await pass(301)
    expect(codes).toEqual(['noise'])
  })

  it('is plugged out and in while running, and reads on', async () => {
    const { port, opened } = await chosen()
    port.unplug()
    await pass()
    expect(opened.state.get().phase).toBe('unplugged')
    port.plug()
    await pass()
    expect(opened.state.get().phase).toBe('open')
    port.send([0x41, 0x0d])
    await pass(61)
    expect(codes).toHaveLength(1)
  })

  it('gives a whole code that came just before the cable was pulled', async () => {
    const { port } = await chosen()
    port.send([...policy, 0x0d])
    await pass(100)
    port.unplug()
    await pass(500)
    expect(codes).toEqual([Uint8Array.from([...policy, 0x0d])])
  })

  it('calls a part noise that came just before the cable was pulled or the speed changed', async () => {
    const { port, opened } = await chosen()
    port.send(policy.slice(0, 60))
    await pass(50)
    port.unplug()
    await pass()
    expect(codes).toEqual(['noise'])
    port.plug()
    await pass()
    port.send([...Buffer.from('0012345678')])
    await pass()
    await opened.setSpeed(19_200)
    await pass()
    expect(codes).toEqual(['noise', 'noise'])
    await pass(2_000)
    expect(codes).toHaveLength(2)
  })

  it('says nothing of what came before the desk was left', async () => {
    const { port } = await chosen()
    port.send(policy.slice(0, 60))
    await pass()
    scanner?.end()
    await pass(500)
    expect(codes).toEqual([])
  })

  it('tries again while another program holds the port', async () => {
    await chosen()
    scanner?.end()
    await pass()
    const port = fake.add({ ...usb, usbProductId: 7 }, false)
    port.hold(true)
    const opened = open()
    await opened.choose()
    await pass()
    expect(opened.state.get().phase).toBe('busy')
    port.hold(false)
    await pass(1_001)
    expect(opened.state.get().phase).toBe('open')
  })

  it('opens anew at another speed and remembers it', async () => {
    const { port, opened } = await chosen()
    await opened.setSpeed(115_200)
    await pass()
    expect(opened.state.get()).toMatchObject({ phase: 'open', speed: 115_200 })
    expect(port.asked.at(-2)).toMatchObject({ baudRate: 115_200 })
    scanner?.end()
    expect(open().state.get().speed).toBe(115_200)
  })

  it('lets go of the port when it is no longer wanted', async () => {
    const { port, opened } = await chosen()
    await opened.leave()
    expect(opened.state.get().phase).toBe('unchosen')
    expect(port.isOpen()).toBe(false)
    await pass(30_000)
    expect(port.isOpen()).toBe(false)
  })

  it('calls the rest of an ENP noise, however late it comes', async () => {
    const { port } = await chosen()
    for (const place of [2, 6, 7, 10]) {
      codes = []
      port.send(bytesOf('0056410834000014'.slice(0, place)))
      await pass(3_000)
      port.send(bytesOf(`${'0056410834000014'.slice(place)}\r\n`))
      await pass(3_000)
      expect(codes.at(-1)).toBe('noise')
      port.send(bytesOf('0012345678\r\n'))
      await pass(61)
      expect(codes.at(-1)).toEqual(Uint8Array.from(bytesOf('0012345678\r\n')))
    }
  })

  it('waits for the rest of a number also while nobody knows how its codes end', async () => {
    const { port } = await chosen()
    port.send(bytesOf('0056410834'))
    await pass(400)
    port.send(bytesOf('000014'))
    await pass(301)
    expect(codes).toEqual([Uint8Array.from(bytesOf('0056410834000014'))])
    for (let turn = 0; turn < 2; turn++) {
      port.send(bytesOf('0012345678'))
      await pass(1_001)
    }
    port.send(bytesOf('0012345678'))
    await pass(301)
    expect(codes).toHaveLength(4)
  })

  describe('whose codes usually end with a line end', () => {
    it('waits a second for the rest of a number', async () => {
      const port = await used()
      port.send(bytesOf('0056410834'))
      await pass(900)
      port.send(bytesOf('000014\r\n'))
      await pass(61)
      expect(codes).toEqual([Uint8Array.from(bytesOf('0056410834000014\r\n'))])
    })

    it.each(['0056410834', '005641083', '00564108340000', ']C10056410834', 'II-АБ 000001'])('calls %j without one noise', async (text) => {
      const port = await used()
      port.send(bytesOf(text))
      await pass(1_001)
      expect(codes).toEqual(['noise'])
    })

    it('takes what proves itself without one', async () => {
      const port = await used()
      for (const bytes of [bytesOf('0056410834000014'), policy, bytesOf(Buffer.from(policy).toString('hex'))]) {
        port.send(bytes)
        await pass(1_001)
        expect(codes.at(-1)).toEqual(Uint8Array.from(bytes))
      }
    })

    it('is known after a restart', async () => {
      await used()
      scanner?.end()
      await pass()
      const port = fake.add({ ...usb, usbProductId: 9 }, false)
      await open().choose()
      await pass()
      port.send(bytesOf('0012345678'))
      await pass(1_001)
      expect(codes).toEqual(['noise'])
    })

    it('is believed without one from the second code in a row on, for it was set anew', async () => {
      const port = await used()
      for (const number of ['0012345678', '0012345678']) {
        port.send(bytesOf(number))
        await pass(1_001)
      }
      port.send(bytesOf('0012345678'))
      await pass(301)
      expect(codes).toEqual(['noise', 'noise', Uint8Array.from(bytesOf('0012345678'))])
    })
  })

  it.each(['{"speed":9600}', '{', 'null', '{"speed":42,"port":null}'])('remembers nothing from a damaged store: %s', (text) => {
    kept.set('polis-desk.serial-scanner', text)
    expect(open().state.get()).toEqual({ phase: 'unchosen', speed: 9_600, choice: null })
  })
})

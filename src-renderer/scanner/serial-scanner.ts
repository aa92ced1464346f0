import { openLineEnds, type LineEnds } from './line-ends.ts'
import { openSerialCollector } from './serial-collector.ts'
import { idsOf, portChosenBefore, rememberedSerial, rememberSerial, type RememberedSerial } from './serial-memory.ts'

/**
 * How it stands with the serial scanner. `unsupported`: this browser has no serial ports. `unchosen`: none is wanted.
 * `unplugged`: the chosen one is not there. `several`: the chosen one and others look the same, so it must be chosen anew. `busy`: another program holds it, or it does not open. `open`: codes can come.
 */
export type SerialPhase = 'unsupported' | 'unchosen' | 'opening' | 'open' | 'busy' | 'unplugged' | 'several'

export interface SerialState {
  readonly phase: SerialPhase
  readonly speed: RememberedSerial['speed']
  /** Why the last choice of a port came to nothing; null where it did not. */
  readonly choice: 'none-chosen' | 'refused' | null
}

/** A scanner at a serial port. */
export interface SerialScanner {
  readonly state: { get(): SerialState; watch(listener: () => void): () => void }
  /** Lets the user choose a port; only in answer to a click or key. */
  choose(): Promise<void>
  /** Wants no port any more. */
  leave(): Promise<void>
  setSpeed(speed: RememberedSerial['speed']): Promise<void>
  /** Opens the port chosen before, now and whenever it is plugged in; every code goes to the listener. */
  begin(onCode: CodeListener): void
  /** Lets go of the port until the next `begin`. */
  end(): void
}

interface SerialScannerParts {
  /** `navigator.serial`; undefined where the browser has none. */
  readonly serial: Serial | undefined
  readonly store: Pick<Storage, 'getItem' | 'setItem'>
}

/** Gets the bytes of one code, or word that they were damaged on their way. */
type CodeListener = (gathered: Uint8Array | 'noise') => void

const reopenMilliseconds = [1_000, 2_000, 5_000, 10_000] as const

/** A scanner that remembers its port and speed in `store`. It does nothing before `begin`. */
export function openSerialScanner({ serial, store }: SerialScannerParts): SerialScanner {
  let onCode: CodeListener | null = null
  let remembered = rememberedSerial(store)
  let state: SerialState = { phase: serial === undefined ? 'unsupported' : 'unchosen', speed: remembered.speed, choice: null }
  let current: { readonly port: SerialPort; close(): Promise<void> } | null = null
  /** Counts what the user ordered: what was begun before an order must not go on after it. */
  let orders = 0
  /** Ports that were there beside the chosen one. */
  const strangers = new Set<SerialPort>()
  let attempts = 0
  const lineEnds = openLineEnds(remembered.lineEnds, (areUsual) => keep({ lineEnds: areUsual }))
  let reopenTimer: ReturnType<typeof setTimeout> | undefined
  let isEnded = false
  const listeners = new Set<() => void>()

  function show(changes: Partial<SerialState>): void {
    state = { ...state, ...changes }
    for (const listener of listeners) listener()
  }

  function keep(changes: Partial<RememberedSerial>): void {
    remembered = { ...remembered, ...changes }
    rememberSerial(store, remembered)
    show({ speed: remembered.speed })
  }

  async function openRemembered(): Promise<void> {
    if (serial === undefined || remembered.port === null || current !== null || isEnded) return
    const before = orders
    const ports = await serial.getPorts().catch(() => [])
    if (before !== orders) return
    const port = portChosenBefore(
      ports.filter((candidate) => !strangers.has(candidate)),
      remembered.port,
    )
    if (port === null) show({ phase: 'unplugged' })
    else if (port === 'several') show({ phase: 'several' })
    else await openPort(port)
  }

  async function openPort(port: SerialPort): Promise<void> {
    clearTimeout(reopenTimer)
    if (current !== null || isEnded) return
    show({ phase: 'opening' })
    const reading = readPort(port, { speed: remembered.speed, lineEnds }, (gathered) => onCode?.(gathered))
    current = { port, close: reading.close }
    const opened = await reading.opened
    if (current?.port !== port) return
    if (!opened) {
      current = null
      show({ phase: 'busy' })
      reopenLater()
      return
    }
    attempts = 0
    show({ phase: 'open' })
    void reading.ended.then(() => gone(port))
  }

  async function gone(port: SerialPort): Promise<void> {
    if (current?.port !== port) return
    await closeCurrent()
    show({ phase: 'unplugged' })
    reopenLater()
  }

  /** Another program may let go of the port, and a hub may come back, without any event. */
  function reopenLater(): void {
    clearTimeout(reopenTimer)
    const pause = reopenMilliseconds[Math.min(attempts, reopenMilliseconds.length - 1)] ?? 0
    attempts += 1
    reopenTimer = setTimeout(() => void openRemembered(), pause)
  }

  async function closeCurrent(): Promise<void> {
    clearTimeout(reopenTimer)
    const closing = current
    current = null
    await closing?.close()
  }

  const whenPlugged = (): void => {
    attempts = 0
    void openRemembered()
  }
  const whenUnplugged = (event: Event): void => {
    if (current === null || (event.target !== current.port && event.target !== serial)) return
    void closeCurrent().then(() => show({ phase: 'unplugged' }))
  }

  return {
    begin(listener) {
      onCode = listener
      isEnded = false
      serial?.addEventListener('connect', whenPlugged)
      serial?.addEventListener('disconnect', whenUnplugged)
      void openRemembered()
    },
    state: {
      get: () => state,
      watch(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    async choose() {
      if (serial === undefined) return
      try {
        const port = await serial.requestPort()
        const others = (await serial.getPorts().catch(() => [])).filter((other) => other !== port)
        orders += 1
        strangers.clear()
        for (const other of others) strangers.add(other)
        await closeCurrent()
        keep({ port: idsOf(port) })
        show({ choice: null })
        await openPort(port)
      } catch (error) {
        show({ choice: error instanceof DOMException && error.name === 'NotFoundError' ? 'none-chosen' : 'refused' })
      }
    },
    async leave() {
      orders += 1
      await closeCurrent()
      keep({ port: null })
      show({ phase: serial === undefined ? 'unsupported' : 'unchosen', choice: null })
    },
    async setSpeed(speed) {
      const port = current?.port ?? null
      orders += 1
      await closeCurrent()
      keep({ speed })
      if (port === null) await openRemembered()
      else await openPort(port)
    },
    end() {
      isEnded = true
      onCode = null
      serial?.removeEventListener('connect', whenPlugged)
      serial?.removeEventListener('disconnect', whenUnplugged)
      orders += 1
      void closeCurrent()
    },
  }
}

interface PortReading {
  /** False where the port does not open. */
  readonly opened: Promise<boolean>
  /** Resolves when the port is gone. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

/** Reads one port until it is closed or gone: 8 data bits, no parity, one stop bit, DTR on (policy formats §1.8). */
function readPort(
  port: SerialPort,
  { speed, lineEnds }: { readonly speed: number; readonly lineEnds: LineEnds },
  onCode: CodeListener,
): PortReading {
  const collector = openSerialCollector(lineEnds)
  let timer: ReturnType<typeof setTimeout> | undefined
  let reader: ReadableStreamDefaultReader<Uint8Array> | null = null
  const closing = new AbortController()

  function waitForRest(): void {
    clearTimeout(timer)
    const pause = collector.pause()
    if (pause === null) return
    timer = setTimeout(() => {
      const gathered = collector.end()
      if (gathered !== null) onCode(gathered)
    }, pause)
  }

  async function open(): Promise<boolean> {
    try {
      await port.open({ baudRate: speed, dataBits: 8, stopBits: 1, parity: 'none', flowControl: 'none', bufferSize: 4_096 })
      // Some scanners stay silent until DTR is on; some drivers know no signals.
      await port.setSignals({ dataTerminalReady: true, requestToSend: true }).catch(() => undefined)
      return true
    } catch (error) {
      // A port that this page has open already is as good as opened.
      return error instanceof DOMException && error.name === 'InvalidStateError' && port.readable !== null
    }
  }

  /** A damaged byte ends the stream but not the port, which then has a new one; without one the port is gone. */
  async function readAll(): Promise<void> {
    let stream: SerialPort['readable'] = null
    while (!closing.signal.aborted && port.readable !== null && port.readable !== stream) {
      stream = port.readable
      reader = stream.getReader()
      try {
        for (;;) {
          const { done, value } = await reader.read()
          if (done) break
          collector.add(value)
          waitForRest()
        }
      } catch {
        if (!closing.signal.aborted && port.readable !== null) {
          collector.spoil()
          waitForRest()
        }
      } finally {
        reader.releaseLock()
        reader = null
      }
    }
  }

  const opened = open()
  const ended = opened.then(async (isOpen) => {
    if (isOpen) await readAll()
  })
  return {
    opened,
    ended,
    async close() {
      closing.abort()
      clearTimeout(timer)
      await opened
      await reader?.cancel().catch(() => undefined)
      await ended
      // What came last must not vanish without a word.
      clearTimeout(timer)
      const gathered = collector.breakOff()
      if (gathered !== null) onCode(gathered)
      await port.close().catch(() => undefined)
    },
  }
}

/** A serial port that a test plays. */
export interface FakePort {
  /** Bytes arrive from the device. */
  send(bytes: readonly number[]): void
  /** A byte arrives damaged: the stream ends with an error, the port stays. */
  garble(): void
  plug(): void
  unplug(): void
  /** Another program holds it. */
  hold(isHeld: boolean): void
  /** Options and signals that the page has set, newest last. */
  readonly asked: readonly object[]
  isOpen(): boolean
}

export interface FakeSerial {
  readonly serial: object
  /** Makes a port and plugs it in; `isPermitted` as if the user had chosen it before. */
  add(ids: { readonly usbVendorId?: number; readonly usbProductId?: number }, isPermitted: boolean): FakePort
  /** What the user answers when asked for a port: the newest one, or nothing. */
  answer(isChosen: boolean): void
}

/**
 * Stands in for `navigator.serial`, in Node and, because it refers to nothing outside of itself, in a page before its
 * scripts run. It follows the specification where the desk relies on it: a port opens once, its stream ends with an
 * error when a byte is damaged or the device leaves, and `readable` then is another stream or null.
 */
export function fakeSerial(): FakeSerial {
  interface Entry {
    readonly port: EventTarget
    isPermitted: boolean
    isPlugged: boolean
  }
  const serial = new EventTarget()
  const entries: Entry[] = []
  let isChosen = true

  // oxlint-disable-next-line unicorn/consistent-function-scoping -- goes into the page as one piece
  function failure(name: string): DOMException {
    return new DOMException(name, name)
  }

  function tell(entry: Entry, type: string): void {
    const event = new Event(type)
    Object.defineProperty(event, 'target', { value: entry.port })
    serial.dispatchEvent(event)
  }

  Object.assign(serial, {
    getPorts: () => Promise.resolve(entries.filter((entry) => entry.isPermitted && entry.isPlugged).map(({ port }) => port)),
    requestPort() {
      const entry = entries.at(-1)
      if (!isChosen || entry === undefined || !entry.isPlugged) return Promise.reject(failure('NotFoundError'))
      entry.isPermitted = true
      return Promise.resolve(entry.port)
    },
  })

  return {
    serial,
    answer(chosen) {
      isChosen = chosen
    },
    add(ids, isPermitted) {
      const asked: object[] = []
      let isHeld = false
      let isOpen = false
      let controller: ReadableStreamDefaultController<Uint8Array> | null = null
      let readable: ReadableStream<Uint8Array> | null = null
      function newStream(): void {
        readable = new ReadableStream<Uint8Array>({
          start(given) {
            controller = given
          },
        })
      }
      const port = Object.assign(new EventTarget(), {
        getInfo: () => ids,
        open(options: object) {
          asked.push(options)
          if (isOpen) return Promise.reject(failure('InvalidStateError'))
          if (isHeld || !entry.isPlugged) return Promise.reject(failure('NetworkError'))
          isOpen = true
          newStream()
          return Promise.resolve()
        },
        setSignals(signals: object) {
          asked.push(signals)
          return Promise.resolve()
        },
        close() {
          if (!isOpen) return Promise.reject(failure('InvalidStateError'))
          if (readable?.locked === true) return Promise.reject(new TypeError('the stream is locked'))
          isOpen = false
          readable = null
          return Promise.resolve()
        },
      })
      Object.defineProperty(port, 'readable', { get: () => readable })
      const entry: Entry = { port, isPermitted, isPlugged: true }
      entries.push(entry)
      tell(entry, 'connect')
      return {
        asked,
        isOpen: () => isOpen,
        send: (bytes) => controller?.enqueue(Uint8Array.from(bytes)),
        garble() {
          const before = controller
          newStream()
          before?.error(failure('FramingError'))
        },
        plug() {
          entry.isPlugged = true
          tell(entry, 'connect')
        },
        unplug() {
          entry.isPlugged = false
          const before = controller
          readable = null
          controller = null
          before?.error(failure('NetworkError'))
          tell(entry, 'disconnect')
        },
        hold(held) {
          isHeld = held
        },
      }
    },
  }
}

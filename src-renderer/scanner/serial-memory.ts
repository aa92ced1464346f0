import { z } from 'zod'

/** Speeds that scanners offer, in bits a second. */
export const serialSpeeds = [4_800, 9_600, 19_200, 38_400, 57_600, 115_200] as const

const rememberedSchema = z.object({
  speed: z.literal(serialSpeeds),
  /** The chosen port; null where none is wanted. A port that is no USB device has no ids. */
  port: z.object({ vendor: z.int().nullable(), product: z.int().nullable() }).nullable(),
  /** Whether the scanner usually ends its texts with a line end; null while nobody knows. */
  lineEnds: z.boolean().nullable().default(null),
})

/** What is remembered of the serial scanner between two starts. */
export type RememberedSerial = z.infer<typeof rememberedSchema>

const key = 'polis-desk.serial-scanner'
const nothing: RememberedSerial = { speed: 9_600, port: null, lineEnds: null }

/** What was remembered; a store that is closed, empty or damaged remembers nothing: 9600 and no port. */
export function rememberedSerial(store: Pick<Storage, 'getItem'>): RememberedSerial {
  try {
    return rememberedSchema.catch(nothing).parse(JSON.parse(store.getItem(key) ?? 'null'))
  } catch {
    return nothing
  }
}

/** Keeps it for the next start; where nothing can be kept, the scanner works all the same. */
export function rememberSerial(store: Pick<Storage, 'setItem'>, serial: RememberedSerial): void {
  try {
    store.setItem(key, JSON.stringify(serial))
  } catch {
    // A full or forbidden store costs one click at the next start.
  }
}

/**
 * The port among those permitted that was chosen before, by its USB ids. `several` where several have them: another device than
 * the scanner must not be opened by guess.
 */
export function portChosenBefore<Port extends Pick<SerialPort, 'getInfo'>>(
  ports: readonly Port[],
  chosen: NonNullable<RememberedSerial['port']>,
): Port | 'several' | null {
  const [first, ...more] = ports.filter((port) => {
    const { vendor, product } = idsOf(port)
    return vendor === chosen.vendor && product === chosen.product
  })
  if (first === undefined) return null
  return more.length === 0 ? first : 'several'
}

/** What tells a port again after a restart. */
export function idsOf(port: Pick<SerialPort, 'getInfo'>): NonNullable<RememberedSerial['port']> {
  const { usbVendorId, usbProductId } = port.getInfo()
  return { vendor: usbVendorId ?? null, product: usbProductId ?? null }
}

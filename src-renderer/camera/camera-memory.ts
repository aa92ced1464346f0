import { z } from 'zod'

const rememberedSchema = z.object({
  isOpen: z.boolean(),
  device: z.object({ id: z.string().max(200), label: z.string().max(200) }).nullable(),
})

/** What is remembered of the camera between two starts: nothing about any person. */
export type RememberedCamera = z.infer<typeof rememberedSchema>

const key = 'polis-desk.camera'
const nothing: RememberedCamera = { isOpen: false, device: null }

/** What was remembered; a store that is closed, empty or damaged remembers nothing. */
export function rememberedCamera(store: Pick<Storage, 'getItem'>): RememberedCamera {
  try {
    return rememberedSchema.catch(nothing).parse(JSON.parse(store.getItem(key) ?? 'null'))
  } catch {
    return nothing
  }
}

/** Keeps it for the next start; where nothing can be kept, the camera works all the same. */
export function rememberCamera(store: Pick<Storage, 'setItem'>, camera: RememberedCamera): void {
  try {
    store.setItem(key, JSON.stringify(camera))
  } catch {
    // A full or forbidden store costs one click at the next start.
  }
}

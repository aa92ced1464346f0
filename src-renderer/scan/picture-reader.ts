import type { PictureAnswer, PictureQuestion } from './picture-messages.ts'

/** What a picture gave: the codes in it, or why there are none. */
export type PictureCodes = Extract<PictureAnswer, { readonly codes: unknown }>['codes'] | 'image-unreadable' | 'image-without-code'

/** A picture larger than this many pixels is not a photograph of a code. */
const maximumPixels = 50_000_000
const drawingWidth = 1_200

let worker: Worker | null = null
let lastId = 0
const waiting = new Map<number, (answer: PictureAnswer) => void>()

/** Reads the codes of a picture file in the decoder's worker, so that the screen never waits for it. */
export async function readPicture(file: Blob): Promise<PictureCodes> {
  const image = await pixelsOf(file)
  if (image === null) return 'image-unreadable'
  const answer = await askWorker(image)
  if ('failed' in answer) return 'image-unreadable'
  return answer.codes.length === 0 ? 'image-without-code' : answer.codes
}

async function pixelsOf(file: Blob): Promise<ImageData | null> {
  try {
    const picture = file.type === 'image/svg+xml' ? await drawingOf(file) : await createImageBitmap(file)
    const { width, height } = picture
    if (width * height === 0 || width * height > maximumPixels) return null
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
    if (context === null) return null
    context.drawImage(picture, 0, 0, width, height)
    return context.getImageData(0, 0, width, height)
  } catch {
    return null
  }
}

/** A drawing has no pixels of its own: it is drawn large enough for its thinnest bar. */
async function drawingOf(file: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const scale = Math.max(1, drawingWidth / image.naturalWidth)
    image.width = Math.round(image.naturalWidth * scale)
    image.height = Math.round(image.naturalHeight * scale)
    return image
  } finally {
    URL.revokeObjectURL(address)
  }
}

function askWorker(image: ImageData): Promise<PictureAnswer> {
  const id = ++lastId
  const question: PictureQuestion = { id, data: image.data, width: image.width, height: image.height }
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    decoderWorker().postMessage(question, [image.data.buffer])
  })
}

function decoderWorker(): Worker {
  if (worker !== null) return worker
  const started = new Worker(new URL('./decoder-worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', (event: MessageEvent<PictureAnswer>) => {
    waiting.get(event.data.id)?.(event.data)
    waiting.delete(event.data.id)
  })
  // A worker that cannot start answers nothing; whoever waits is told, and the next picture starts a new one.
  started.addEventListener('error', () => {
    worker = null
    for (const [id, resolve] of waiting) resolve({ id, failed: true })
    waiting.clear()
  })
  worker = started
  return started
}

import { decodeImage } from '../../src-shared/decoder/decode-image.ts'
import type { Engine } from '../../src-shared/decoder/engine.ts'
import type { PictureAnswer, PictureQuestion } from './picture-messages.ts'
import { startEngines } from './start-engines.ts'

let engines: Promise<readonly Engine[]> | null = null

self.addEventListener('message', (event: MessageEvent<PictureQuestion>) => {
  void answer(event.data).then((message) => self.postMessage(message))
})

async function answer(question: PictureQuestion): Promise<PictureAnswer> {
  try {
    engines ??= startEngines()
    const data = new Uint8ClampedArray(question.data)
    const picture = { data, width: question.width, height: question.height }
    const { codes } = await decodeImage(picture, { engines: await engines, now: () => performance.now() })
    return { id: question.id, codes: codes.map(({ bytes, text, format }) => ({ bytes, text, format })) }
  } catch {
    return { id: question.id, failed: true }
  }
}

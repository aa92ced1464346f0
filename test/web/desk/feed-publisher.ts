import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { makeEnrolment } from '../../../src-main/feed/trust/enrolment.ts'
import { fakePerson } from '../../fakes/people.ts'
import { CHEAP, testPublisher, valueOf, type TestPublisher } from '../../unit/feed/publisher.ts'

export const PASSPHRASE = 'тихая река'

/** A publisher whose feed a desk of these tests may follow: demo data, a new publication whenever a test wants one. */
export interface FeedPublisher {
  readonly dataset: string
  readonly folder: string
  /** The instant of a night from 0; a desk that follows it stands there with its clock. */
  at(night: number): string
  /** Publishes the first so many invented people, also where they are far fewer than before. */
  publish(night: number, people: number): Promise<void>
  /** An enrolment file, with these sources instead of the folder. */
  enrolment(sources?: readonly string[]): string
  remove(): void
}

export function feedPublisher(dataset = 'demo-feed'): FeedPublisher {
  const publisher: TestPublisher = testPublisher(dataset)
  return {
    dataset,
    folder: publisher.feedFolder,
    at: publisher.at,
    async publish(night, people) {
      const records = Array.from({ length: people }, (_, place) => ({
        person: fakePerson({ id: String(place + 1).padStart(12, '0'), policies: [], documents: [] }),
      }))
      valueOf(await publisher.publish(night, records, { accept: 'test' }))
    },
    enrolment(sources = [publisher.feedFolder]) {
      const { contentKey, roots } = publisher.keys()
      const root = roots.get(1) ?? Buffer.alloc(0)
      const made = makeEnrolment({ dataset, root, sources, contentKey, secret: { passphrase: PASSPHRASE }, cost: CHEAP })
      return JSON.stringify(valueOf(made))
    },
    remove: () => publisher.remove(),
  }
}

/** A web server of a feed whose parts come only when they are let through. */
export interface GatedServer {
  readonly address: string
  open(): void
  close(): Promise<void>
}

export async function serveGated(folder: string): Promise<GatedServer> {
  const gate = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? '/', 'http://feed').pathname)
    const file = path.join(folder, name)
    const send = (): void => {
      if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) createReadStream(file).pipe(response)
      else response.writeHead(404).end()
    }
    if (/part-\d+/.test(name)) void gate.promise.then(send)
    else send()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    open: () => gate.resolve(),
    close: () =>
      new Promise((resolve) => {
        gate.resolve()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

import type { Instant } from '../../../src-shared/calendar.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { CarrierProblem } from '../trust/carrier.ts'
import type { FeedSource } from './feed-source.ts'
import { CANCELLED, TOO_SLOW } from './feed-source.ts'
import { stallWatch } from './stall-watch.ts'
import type { Patience } from './stall-watch.ts'

const MOST_REDIRECTS = 3

/** A feed on a web server: plain files, without proxies, cookies or keys. Redirects stay on the host and never leave https. */
export function httpSource(address: string, signal: AbortSignal, patience: Patience): FeedSource {
  let clock: Instant | null = null

  /** Asks for a file and hands its bytes on as they come; `begin` hears where in the file they begin. */
  async function transfer(
    name: string,
    start: number,
    begin: (at: number, stated: number | null) => CarrierProblem | null,
    piece: (bytes: Uint8Array) => CarrierProblem | null,
  ): Promise<Result<null, CarrierProblem>> {
    const stalled = new AbortController()
    const watch = stallWatch(patience, () => stalled.abort())
    const ending = AbortSignal.any([signal, stalled.signal])
    let ours: unknown = null
    try {
      const found = await request(fileAddress(address, name), start, ending)
      if (!found.ok) return found
      const response = found.value
      clock = dateOf(response) ?? clock
      const problem = statusProblem(response) ?? begin(startOf(response, start), statedLength(response))
      if (problem !== null) {
        void response.body?.cancel().catch(() => undefined)
        return err(problem)
      }
      for await (const bytes of response.body ?? []) {
        watch.came(bytes.length)
        let refused: CarrierProblem | null
        try {
          refused = piece(bytes)
        } catch (error) {
          ours = error
          throw error
        }
        if (refused !== null) return err(refused)
      }
      return ok(null)
    } catch (error) {
      if (ours !== null) throw error
      return err({ code: 'unreachable', cause: stalled.signal.aborted ? TOO_SLOW : signal.aborted ? CANCELLED : causeOf(error) })
    } finally {
      watch.end()
    }
  }

  return {
    address,
    async read(name, limit) {
      const pieces: Uint8Array[] = []
      let length = 0
      const tooLong: CarrierProblem = { code: 'too-long', cause: `more than ${limit} bytes` }
      const done = await transfer(
        name,
        0,
        (_at, stated) => (stated !== null && stated > limit ? tooLong : null),
        (bytes) => {
          length += bytes.length
          if (length > limit) return tooLong
          pieces.push(bytes)
          return null
        },
      )
      return done.ok ? ok(Buffer.concat(pieces)) : done
    },
    async copy(name, { start, length }, write) {
      const tooLong: CarrierProblem = { code: 'too-long', cause: `more than ${length} bytes` }
      let at = start
      const once = (from: number): Promise<Result<null, CarrierProblem>> =>
        transfer(
          name,
          from,
          (begins, stated) => {
            if (begins !== 0 && begins !== from) return { code: 'unreachable', cause: NO_SUCH_RANGE }
            at = begins
            return stated !== null && begins + stated > length ? tooLong : null
          },
          (bytes) => {
            if (at + bytes.length > length) return tooLong
            write(bytes, at)
            at += bytes.length
            return null
          },
        )
      const done = await once(start)
      return !done.ok && start > 0 && done.error.cause === NO_SUCH_RANGE ? once(0) : done
    },
    clock: () => clock,
  }
}

const NO_SUCH_RANGE = '416'

/** Follows redirects by hand: fetch itself would follow them anywhere. */
async function request(first: URL, start: number, signal: AbortSignal): Promise<Result<Response, CarrierProblem>> {
  let address = first
  // Compressed on the way, neither lengths nor ranges would be those of the file.
  const headers = { 'accept-encoding': 'identity', ...(start > 0 ? { range: `bytes=${start}-` } : {}) }
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const response = await fetch(address, { headers, redirect: 'manual', signal, credentials: 'omit', cache: 'no-store' })
    const target = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (target === null) return ok(response)
    void response.body?.cancel().catch(() => undefined)
    const next = URL.parse(target, address.href)
    if (next === null || !mayFollow(address, next)) return err({ code: 'unreachable', cause: `redirected to ${next?.host ?? 'nowhere'}` })
    address = next
  }
  return err({ code: 'unreachable', cause: 'redirected in a circle' })
}

function mayFollow(from: URL, to: URL): boolean {
  const isUpgrade = from.protocol === 'http:' && to.protocol === 'https:'
  return to.hostname === from.hostname && (isUpgrade || to.origin === from.origin)
}

/** Storage services answer 403 for files that are not there. */
function statusProblem({ status, headers }: Response): CarrierProblem | null {
  const encoding = headers.get('content-encoding')
  if (status === 206 && encoding !== null && encoding !== 'identity') return { code: 'unreachable', cause: NO_SUCH_RANGE }
  if (status === 200 || status === 206) return null
  return { code: status === 404 || status === 410 || status === 403 ? 'not-there' : 'unreachable', cause: String(status) }
}

/** Where the answer begins: a server that knows no ranges sends the whole. */
function startOf({ status, headers }: Response, asked: number): number {
  if (status !== 206) return 0
  const found = /^bytes (\d+)-/.exec(headers.get('content-range') ?? '')
  return found === null ? asked : Number(found[1])
}

function statedLength({ headers }: Response): number | null {
  const text = headers.get('content-length')
  return text !== null && /^\d{1,15}$/.test(text) && headers.get('content-encoding') === null ? Number(text) : null
}

function dateOf({ headers }: Response): Instant | null {
  const time = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

function fileAddress(address: string, name: string): URL {
  const base = address.endsWith('/') ? address : `${address}/`
  return new URL(name.split('/').map(encodeURIComponent).join('/'), base)
}

/** fetch hides the system's word in the cause of its error. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.message.slice(0, 200) : 'unknown'
}

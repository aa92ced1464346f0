import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Log } from '../../app/ports.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { contentSecurityPolicy } from '../content-security-policy.ts'
import type { DeskService } from '../desk-service.ts'
import { listScreenFiles } from '../screen-files.ts'
import type { ScreenFile } from '../screen-files.ts'
import { createAccess } from './access.ts'
import type { Access } from './access.ts'
import { createCspReports } from './csp-reports.ts'
import type { CspReports } from './csp-reports.ts'
import { streamEvents } from './event-stream.ts'
import { jsonObject, readBody } from './request-body.ts'
import { doors, isDoor, refuse } from './request-policy.ts'
import type { Door } from './request-policy.ts'

export interface WebHost {
  readonly port: number
  /** A fresh address with a one-time code; an earlier address that nobody opened stops working. */
  newAddress(): string
  /** Ends all connections and frees the port. */
  close(): Promise<void>
}

export interface WebHostOptions {
  readonly service: DeskService
  /** Folder of the built screens. */
  readonly screens: string
  /** 0 takes any free port. */
  readonly port: number
  readonly log: Log
}

export interface ServeFailure {
  readonly code: 'port-in-use' | 'port-not-allowed' | 'screens-missing'
  readonly message: string
}

/** Serves the screens and the door to the desk on 127.0.0.1 only (architecture, «Web host»). */
export async function serveWeb({ service, screens, port, log }: WebHostOptions): Promise<Result<WebHost, ServeFailure>> {
  const files = listScreenFiles(screens)
  if (!files.has('/')) return err({ code: 'screens-missing', message: `There is no index.html in ${screens}.` })
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 })
  const context: Context = { service, files, access: createAccess(), reports: createCspReports(), log, port: () => listeningPort(server) }
  server.on('request', (request, response) => {
    answer(request, response, context).catch((error: unknown) => {
      log.error('web-request-failed', { name: error instanceof Error ? error.name : 'unknown' })
      if (response.headersSent) response.destroy()
      else refuseWith(response, 500, 'internal error')
    })
  })
  const listening = await listen(server, port)
  if (!listening.ok) return listening
  return ok({
    port: listeningPort(server),
    newAddress: () => `http://127.0.0.1:${listeningPort(server)}/#code=${context.access.issueCode()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

interface Context {
  readonly service: DeskService
  readonly files: ReadonlyMap<string, ScreenFile>
  readonly access: Access
  readonly reports: CspReports
  readonly log: Log
  readonly port: () => number
}

async function answer(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  setHeaders(response)
  const path = addressPath(request.url ?? '')
  if (path === null) return refuseWith(response, 400, 'no such address')
  const { headers, method = '' } = request
  const refusal = refuse(
    {
      method,
      path,
      host: headers.host,
      origin: headers.origin,
      fetchSite: oneValue(headers['sec-fetch-site']),
      fetchMode: oneValue(headers['sec-fetch-mode']),
      contentType: headers['content-type'],
    },
    context.port(),
  )
  if (refusal !== null) return refuseWith(response, refusal.status, refusal.reason)
  if (!isDoor(path)) return sendFile(response, context.files.get(path), method)
  if (doors[path].token && !context.access.admits(headers.authorization)) return refuseWith(response, 401, 'no session')
  if (path === '/events') return streamEvents(context.service, response)
  if (path === '/csp-reports') return sendJson(response, context.reports.list())
  const body = await readBody(request)
  if (body === null) return refuseWith(response, 413, 'the body is longer than 1 MiB')
  return answerBody(path, body, response, context)
}

async function answerBody(door: Door, body: string, response: ServerResponse, context: Context): Promise<void> {
  if (door === '/csp-report') {
    const { directive, blocked } = context.reports.add(body)
    context.log.error('csp-violation', { directive, blocked })
    response.writeHead(204).end()
    return
  }
  const content = jsonObject(body)
  if (content === null) return refuseWith(response, 400, 'the body is not a JSON object')
  if (door === '/session') {
    const token = typeof content['code'] === 'string' ? context.access.exchange(content['code']) : null
    return token === null ? refuseWith(response, 401, 'the code is wrong or used up') : sendJson(response, { token })
  }
  const { method, input } = content
  if (typeof method !== 'string') return refuseWith(response, 400, 'no method')
  sendJson(response, await context.service.dispatch(method, input))
}

function setHeaders(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', `${contentSecurityPolicy}; report-uri /csp-report`)
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('X-Frame-Options', 'DENY')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Permissions-Policy', 'camera=(self), serial=(self), microphone=(), geolocation=(), usb=(), hid=(), payment=()')
}

function sendFile(response: ServerResponse, file: ScreenFile | undefined, method: string): void {
  if (file === undefined) return refuseWith(response, 404, 'no such address')
  response.setHeader('Content-Type', file.contentType)
  if (method === 'HEAD') {
    response.writeHead(200).end()
    return
  }
  const stream = createReadStream(file.file)
  stream.on('error', () => (response.headersSent ? response.destroy() : refuseWith(response, 404, 'no such address')))
  // A reader that goes away half-way leaves the file open otherwise.
  response.on('close', () => stream.destroy())
  stream.pipe(response)
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(value))
}

/** Refusals are short and in English: they are for the next developer, the screen has words of its own. */
function refuseWith(response: ServerResponse, status: number, reason: string): void {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' }
  response.writeHead(status, headers).end(`${reason}\n`)
}

/** The path of an address without its query, not decoded: all our own are plain. Null for the absolute form of proxies. */
function addressPath(url: string): string | null {
  return url.startsWith('/') ? url.replace(/\?.*$/s, '') : null
}

function oneValue(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function listen(server: Server, port: number): Promise<Result<null, ServeFailure>> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(err({ code: 'port-in-use', message: `Port ${port} is in use by another program.` }))
      else if (error.code === 'EACCES') resolve(err({ code: 'port-not-allowed', message: `Port ${port} is not allowed for this user.` }))
      else reject(error)
    })
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve(ok(null)))
  })
}

function listeningPort(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The web host does not listen')
  return address.port
}

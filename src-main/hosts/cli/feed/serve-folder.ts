import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { err, ok } from '../../../../src-shared/result.ts'
import type { Result } from '../../../../src-shared/result.ts'
import { fileFailure } from '../../../feed/feed-failure.ts'
import type { FeedFailure } from '../../../feed/feed-failure.ts'

export interface FolderServer {
  /** Where the feed lies, with a slash at the end. */
  readonly address: string
  /** Requests answered so far. */
  requests(): number
  /** Bytes on the wire so far, headers among them, in both directions. */
  bytes(): number
  close(): Promise<void>
}

/**
 * Serves the files of a folder on 127.0.0.1, GET and HEAD only, with ETag and 304. Files of other names than a feed's, among them all
 * that begin with a dot, are not there. Error: `files-refused` where the port is taken or there is no such folder.
 */
export async function serveFolder(folder: string, port: number): Promise<Result<FolderServer, FeedFailure>> {
  const found = await stat(folder).catch(() => null)
  if (found?.isDirectory() !== true) return err({ code: 'feed-missing', params: { path: folder } })
  let requests = 0
  let closedBytes = 0
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    requests += 1
    // A reader that goes away in the middle is no concern of the others.
    answer(folder, request, response).catch(() => response.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => {
      sockets.delete(socket)
      closedBytes += bytesOf(socket)
    })
  })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
  } catch (error) {
    const failure = fileFailure(error)
    if (failure === null) throw error
    return err(failure)
  }
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('a listening server has a port')
  return ok({
    address: `http://127.0.0.1:${bound.port}/`,
    requests: () => requests,
    bytes: () => [...sockets].reduce((sum, socket) => sum + bytesOf(socket), closedBytes),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

function bytesOf({ bytesRead, bytesWritten }: Socket): number {
  return bytesRead + bytesWritten
}

const SEGMENT = /^(?!\.)[\w.-]{1,200}$/

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405)
  const segments = pathOf(request.url ?? '/')
  if (segments === null) return end(response, 404)
  const file = path.join(folder, ...segments)
  const found = await stat(file).catch(() => null)
  if (found?.isFile() !== true) return end(response, 404)
  const tag = `"${found.size.toString(16)}-${Math.round(found.mtimeMs).toString(16)}"`
  response.setHeader('ETag', tag)
  response.setHeader('Cache-Control', 'no-cache')
  if (request.headers['if-none-match'] === tag) return end(response, 304)
  response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': found.size })
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  await pipeline(createReadStream(file), response)
}

/** The folders and the file of an address; null for one that no feed has. */
function pathOf(url: string): readonly string[] | null {
  const [place = ''] = url.split('?')
  const segments = place.split('/').slice(1)
  return segments.every((segment) => SEGMENT.test(segment)) ? segments : null
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status)
  response.end()
}

import type { ServerResponse } from 'node:http'
import type { DeskService } from '../desk-service.ts'

/** A reader that leaves this many bytes unread has gone away or hangs; it may connect again. */
const maximumUnreadBytes = 1024 * 1024
const heartbeatMilliseconds = 20_000

/** Sends events as newline-delimited JSON until either side ends; empty lines in between show that the host lives. */
export function streamEvents(service: DeskService, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson; charset=utf-8' })
  response.write('\n')
  const send = (line: string): void => {
    if (response.writableLength > maximumUnreadBytes) response.destroy()
    else response.write(`${line}\n`)
  }
  const unsubscribe = service.subscribe(({ name, payload }) => send(JSON.stringify({ name, payload })))
  const heartbeat = setInterval(() => send(''), heartbeatMilliseconds)
  response.on('close', () => {
    clearInterval(heartbeat)
    unsubscribe()
  })
}

import type { IncomingMessage } from 'node:http'

/** 1 MiB. */
export const maximumBodyBytes = 1024 * 1024

/** The body as text, or null where it is longer than the limit; then nothing more is read. */
export async function readBody(request: IncomingMessage, limit = maximumBodyBytes): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limit) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The JSON object of a text, or null where it is none. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

import { readFile } from 'node:fs/promises'
import { contentSecurityPolicy } from '../content-security-policy.ts'
import { listScreenFiles } from '../screen-files.ts'
import { isOwnAddress } from './security.ts'

/** Answers requests of the scheme `app:` from the folder of built screens: GET of a listed file, under the page's policy. */
export function screenProtocol(folder: string): (request: Request) => Promise<Response> {
  const files = listScreenFiles(folder)
  return async (request) => {
    if (request.method !== 'GET') return refusal(405)
    const file = isOwnAddress(request.url) ? files.get(URL.parse(request.url)?.pathname ?? '') : undefined
    if (file === undefined) return refusal(404)
    return new Response(await readFile(file.file), { headers: { ...protectingHeaders, 'Content-Type': file.contentType } })
  }
}

const protectingHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const

function refusal(status: 404 | 405): Response {
  return new Response(null, { status, headers: protectingHeaders })
}

import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../../src-main/hosts/content-security-policy.ts'
import { screenProtocol } from '../../../src-main/hosts/electron/screen-protocol.ts'
import { makeScreens } from '../../host/web/screens.ts'

const screens = makeScreens()
const answer = screenProtocol(screens)

afterAll(() => rmSync(path.dirname(screens), { recursive: true }))

/** A request as the protocol handler gets it; Node's own `Request` refuses the scheme's addresses with names and passwords. */
function requestOf(url: string, method = 'GET'): Request {
  return { url, method } as Request
}

describe('the scheme app:', () => {
  it.each([
    ['app://desk/', 'text/html; charset=utf-8'],
    ['app://desk/assets/main.js', 'text/javascript; charset=utf-8'],
    ['app://desk/assets/reader.wasm', 'application/wasm'],
  ])('answers %s as %s under the policy', async (url, contentType) => {
    const response = await answer(requestOf(url))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(contentType)
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('has exactly the policy of the checklist', () => {
    expect(contentSecurityPolicy).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  })

  it.each([
    'app://desk/../secret.txt',
    'app://desk/%2e%2e/secret.txt',
    'app://desk/..%5csecret.txt',
    'app://desk//secret.txt',
    'app://desk/link.txt',
    'app://desk/assets/main.js.map',
    'app://desk/constructor',
    'app://other/index.html',
    'app://user@desk/index.html',
  ])('has nothing at %s', async (url) => {
    expect((await answer(requestOf(url))).status).toBe(404)
  })

  it.each(['POST', 'PUT', 'HEAD', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await answer(requestOf('app://desk/', method))).status).toBe(405)
  })
})

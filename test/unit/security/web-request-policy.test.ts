import { describe, expect, it } from 'vitest'
import { createAccess } from '../../../src-main/hosts/web/access.ts'
import { refuse } from '../../../src-main/hosts/web/request-policy.ts'
import type { RequestHead } from '../../../src-main/hosts/web/request-policy.ts'

const port = 4567
const call: RequestHead = {
  method: 'POST',
  path: '/call',
  host: '127.0.0.1:4567',
  origin: 'http://127.0.0.1:4567',
  fetchSite: 'same-origin',
  fetchMode: 'cors',
  contentType: 'application/json',
}

describe('refuse', () => {
  it('lets our own page call', () => {
    expect(refuse(call, port)).toBeNull()
    expect(refuse({ ...call, contentType: 'application/json; charset=utf-8' }, port)).toBeNull()
  })

  it.each([
    ['host', undefined, 421],
    ['host', '127.0.0.1', 421],
    ['host', '127.0.0.1:45678', 421],
    ['host', 'localhost:4567', 421],
    ['host', '[::1]:4567', 421],
    ['host', '127.0.0.1.evil.example:4567', 421],
    ['origin', undefined, 403],
    ['origin', 'null', 403],
    ['origin', 'http://127.0.0.1', 403],
    ['origin', 'http://127.0.0.1:4567.evil.example', 403],
    ['fetchSite', undefined, 403],
    ['fetchSite', 'none', 403],
    ['fetchSite', 'same-site', 403],
    ['contentType', undefined, 415],
    ['contentType', 'application/jsonp', 415],
    ['method', 'GET', 405],
  ])('refuses a call whose %s is %s', (part, value, status) => {
    expect(refuse({ ...call, [part]: value }, port)?.status).toBe(status)
  })

  it('lets the page be opened from anywhere and its parts be loaded by the page only', () => {
    const page = { ...call, method: 'GET', path: '/', origin: undefined, contentType: undefined }
    expect(refuse({ ...page, fetchSite: 'none', fetchMode: 'navigate' }, port)).toBeNull()
    expect(refuse({ ...page, fetchSite: 'cross-site', fetchMode: 'navigate' }, port)).toBeNull()
    expect(refuse({ ...page, path: '/a.js', fetchMode: 'no-cors' }, port)).toBeNull()
    expect(refuse({ ...page, path: '/a.js', fetchSite: 'cross-site', fetchMode: 'no-cors' }, port)?.status).toBe(403)
  })
})

describe('access', () => {
  it('admits nobody at first', () => {
    const access = createAccess()
    expect(access.exchange('')).toBeNull()
    expect(access.admits(undefined)).toBe(false)
    expect(access.admits('Bearer ')).toBe(false)
  })

  it('forgets the oldest of seventeen tabs', () => {
    const access = createAccess()
    const tokens = Array.from({ length: 17 }, () => access.exchange(access.issueCode()))
    expect(tokens.map((token) => access.admits(`Bearer ${token}`))).toEqual([false, ...Array.from({ length: 16 }, () => true)])
  })
})

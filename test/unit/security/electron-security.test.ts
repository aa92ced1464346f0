import { describe, expect, it } from 'vitest'
import {
  allowsPermission,
  isLocalRequest,
  isOwnAddress,
  isTrustedFrame,
  portsToOffer,
  privilegedScheme,
  startAddress,
} from '../../../src-main/hosts/electron/security.ts'

describe('isOwnAddress', () => {
  it.each(['app://desk/', 'app://desk/index.html', 'app://desk/assets/a.js?x#y', 'APP://desk/'])('takes %s', (address) => {
    expect(isOwnAddress(address)).toBe(true)
  })

  it.each([
    undefined,
    '',
    'app:',
    'app://',
    'app://other/',
    'app://desk.evil.example/',
    'app://desk:80/',
    'app://user@desk/',
    'app://user:word@desk/',
    'app:desk',
    'apps://desk/',
    'http://desk/',
    'https://app/desk',
    'file:///desk/',
    'javascript:app://desk/',
    'about:blank',
    'not an address',
    ' app ://desk/',
  ])('refuses %s', (address) => {
    expect(isOwnAddress(address)).toBe(false)
  })
})

describe('allowsPermission', () => {
  const own = { address: startAddress, isMainFrame: true, media: [] }

  it('gives the camera and serial ports to the main frame of our page', () => {
    expect(allowsPermission({ ...own, permission: 'media', media: ['video'] })).toBe(true)
    expect(allowsPermission({ ...own, permission: 'serial' })).toBe(true)
  })

  it.each([[['audio']], [['video', 'audio']], [['unknown']], [[]]])('refuses media %j', (media) => {
    expect(allowsPermission({ ...own, permission: 'media', media })).toBe(false)
  })

  it.each([
    'geolocation',
    'notifications',
    'clipboard-read',
    'clipboard-sanitized-write',
    'display-capture',
    'fullscreen',
    'hid',
    'usb',
    'midi',
    'openExternal',
    'fileSystem',
    'local-fonts',
    'unknown',
    'a name of tomorrow',
    '',
  ])('refuses %s even to our own page', (permission) => {
    expect(allowsPermission({ ...own, permission, media: ['video'] })).toBe(false)
  })

  it.each(['media', 'serial'])('refuses %s to other pages and to frames', (permission) => {
    expect(allowsPermission({ permission, address: 'https://evil.example/', isMainFrame: true, media: ['video'] })).toBe(false)
    expect(allowsPermission({ permission, address: undefined, isMainFrame: true, media: ['video'] })).toBe(false)
    expect(allowsPermission({ permission, address: startAddress, isMainFrame: false, media: ['video'] })).toBe(false)
  })
})

describe('isTrustedFrame', () => {
  it('takes the main frame of our page only', () => {
    expect(isTrustedFrame({ url: startAddress, parent: null })).toBe(true)
    expect(isTrustedFrame({ url: startAddress, parent: {} })).toBe(false)
    expect(isTrustedFrame({ url: 'https://evil.example/', parent: null })).toBe(false)
    expect(isTrustedFrame({ url: '', parent: null })).toBe(false)
    expect(isTrustedFrame(null)).toBe(false)
  })
})

function port(portId: string, parts: object = {}) {
  return { portId, portName: `COM${portId}`, ...parts }
}

describe('portsToOffer', () => {
  it('names ports, those on USB first, and leaves out what cannot be chosen', () => {
    const offered = portsToOffer([
      port('1', { displayName: 'COM1' }),
      port('7', { displayName: 'Scanner', vendorId: '3118', productId: '2913' }),
      port(''),
    ])
    expect(offered).toEqual([
      { id: '7', title: 'Scanner · COM7 (USB 3118:2913)' },
      { id: '1', title: 'COM1' },
    ])
  })

  it('offers no more than can be looked through', () => {
    const many = Array.from({ length: 40 }, (_, place) => port(String(place + 1)))
    expect(portsToOffer(many)).toHaveLength(12)
    expect(portsToOffer([])).toEqual([])
  })
})

describe('isLocalRequest', () => {
  it.each(['app://desk/a.js', 'data:image/svg+xml,x', 'blob:app://desk/3f1d'])('lets %s through', (address) => {
    expect(isLocalRequest(address)).toBe(true)
  })

  it.each(['https://evil.example/', 'http://127.0.0.1/', 'ws://127.0.0.1/', 'file:///etc/passwd', 'blob:https://evil.example/1', 'x', ''])(
    'stops %s',
    (address) => {
      expect(isLocalRequest(address)).toBe(false)
    },
  )
})

describe('the scheme', () => {
  it('is a secure standard origin with fetch and code cache and no way around the policy', () => {
    expect(privilegedScheme).toEqual({
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    })
  })
})

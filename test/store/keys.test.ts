import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { KeyPurpose, KeyVault } from '../../src-main/app/ports.ts'
import { defaultKeyFile, keyFileVault } from '../../src-main/hosts/keys/key-file-vault.ts'
import { refuseKeyPlace } from '../../src-main/hosts/keys/key-place.ts'
import { protectsKeys, safeStorageVault } from '../../src-main/hosts/keys/safe-storage-vault.ts'
import type { SafeStorage } from '../../src-main/hosts/keys/safe-storage-vault.ts'
import { codeOf, valueOf } from './store-place.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-keys-'))
  file = path.join(folder, 'config', 'keys', 'a.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const purposes: readonly KeyPurpose[] = ['register', 'journal', 'question-hash']
const hexKeys = (vault: KeyVault) => purposes.map((purpose) => Buffer.from(valueOf(vault.key(purpose))).toString('hex'))
const plain = (occasion: 'create' | 'open', folderId = 'a') => keyFileVault({ file, folderId, occasion, passphrase: null })
const sealed = (occasion: 'create' | 'open', passphrase: string | null) => keyFileVault({ file, folderId: 'a', occasion, passphrase })

describe('the key file', () => {
  test('keeps three different random keys of 32 bytes', () => {
    const made = hexKeys(plain('create'))
    expect(new Set(made).size).toBe(3)
    expect(made.every((key) => /^[0-9a-f]{64}$/.test(key))).toBe(true)
    expect(hexKeys(plain('open'))).toEqual(made)
    expect(hexKeys(plain('create', 'b'))).not.toEqual(made)
  })

  test('lies under the configuration folder by the id of the data folder, for the owner only', () => {
    plain('create').key('register')
    expect(defaultKeyFile('/config', 'a')).toBe(path.join('/config', 'keys', 'a.json'))
    if (process.platform === 'win32') return
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700)
  })

  test('may serve several folders, and never loses the keys of one for another', () => {
    const first = hexKeys(plain('create', 'a'))
    const second = hexKeys(plain('create', 'b'))
    expect(hexKeys(plain('open', 'a'))).toEqual(first)
    expect(hexKeys(plain('open', 'b'))).toEqual(second)
    expect(codeOf(plain('create', 'a').key('register'))).toBe('key-wrong')
    expect(hexKeys(plain('open', 'a'))).toEqual(first)
  })

  test('that is missing, or has no keys of this folder, is named', () => {
    expect(plain('open').key('register')).toMatchObject({ ok: false, error: { code: 'key-missing', params: { path: file } } })
    plain('create', 'b').key('register')
    expect(codeOf(plain('open', 'a').key('register'))).toBe('key-missing')
  })

  test.each(['', '{', '{}', '{"format":2,"folders":{}}', '{"format":1,"folders":{"a":{"register":"c2hvcnQ="}}}'])(
    'that holds %j is refused and left as it is',
    (text) => {
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, text)
      for (const occasion of ['open', 'create'] as const) expect(codeOf(plain(occasion).key('register'))).toBe('key-wrong')
      expect(readFileSync(file, 'utf8')).toBe(text)
    },
  )
})

describe('the place of a key file', () => {
  test('is never in the data folder, not even behind a link', () => {
    const data = path.join(folder, 'data')
    const refused = (place: string) => refuseKeyPlace(place, data)?.code ?? null
    mkdirSync(data)
    symlinkSync(data, path.join(folder, 'link'))
    for (const inside of ['key.json', 'deep/er/key.json', '../data/key.json', '']) {
      expect(refused(path.join(data, inside)), inside).toBe('key-in-data-folder')
    }
    expect(refused(path.join(folder, 'link', 'key.json'))).toBe('key-in-data-folder')
    for (const outside of ['key.json', 'data.json', '..data/key.json', 'config/keys/a.json']) {
      expect(refused(path.join(folder, outside)), outside).toBeNull()
    }
    expect(refuseKeyPlace(path.join(folder, 'key.json'), path.join(folder, 'link'))).toBeNull()
  })
})

describe('keys under a passphrase', () => {
  test('open with it, and with nothing else', { timeout: 60_000 }, () => {
    const made = hexKeys(sealed('create', 'правильная лошадь'))
    expect(hexKeys(sealed('open', 'правильная лошадь'))).toEqual(made)
    expect(codeOf(sealed('open', 'правильная лошад').key('register'))).toBe('key-wrong')
    expect(codeOf(sealed('open', null).key('register'))).toBe('key-missing')
  })

  test('do not lie in the file, and its scrypt parameters do', { timeout: 60_000 }, () => {
    const made = sealed('create', 'й')
    const keys = purposes.map((purpose) => Buffer.from(valueOf(made.key(purpose))))
    const text = readFileSync(file, 'utf8')
    for (const key of keys) {
      expect(text).not.toContain(key.toString('base64'))
      expect(text).not.toContain(key.toString('hex'))
    }
    expect(JSON.parse(text).folders.a.sealed).toMatchObject({ method: 'scrypt+aes-256-gcm', cost: 131_072, blockSize: 8 })
    const decomposed = 'й'.normalize('NFD')
    expect(codeOf(sealed('open', decomposed).key('register'))).toBeNull()
  })

  test('refuse a seal that was changed', { timeout: 60_000 }, () => {
    sealed('create', 'пароль').key('register')
    const content = JSON.parse(readFileSync(file, 'utf8'))
    for (const part of ['salt', 'nonce', 'text', 'tag']) {
      const bytes = Buffer.from(content.folders.a.sealed[part], 'base64')
      bytes[0] = (bytes[0] ?? 0) ^ 1
      const changed = { ...content.folders.a.sealed, [part]: bytes.toString('base64') }
      writeFileSync(file, JSON.stringify({ format: 1, folders: { a: { sealed: changed } } }))
      expect(codeOf(sealed('open', 'пароль').key('register')), part).toBe('key-wrong')
    }
  })
})

function turned(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xff))
}

/** Encrypts by turning bytes over; enough to see what lies in the file. */
function storage(changes: Partial<SafeStorage> = {}): SafeStorage {
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (text) => turned(Buffer.from(text)),
    decryptString: (bytes) => turned(bytes).toString(),
    ...changes,
  }
}

describe("the computer's key store", () => {
  const vault = (occasion: 'create' | 'open', store = storage(), platform: NodeJS.Platform = 'linux') =>
    safeStorageVault({ file, folderId: 'a', occasion, passphrase: null, storage: store, platform })

  test('protects keys that open again, and do not lie in the file', () => {
    const made = hexKeys(vault('create'))
    expect(hexKeys(vault('open'))).toEqual(made)
    const text = readFileSync(file, 'utf8')
    for (const key of made) expect(text).not.toContain(Buffer.from(key, 'hex').toString('base64'))
    expect(codeOf(plain('open').key('register'))).toBe('key-missing')
  })

  test.each([
    ['basic_text', storage({ getSelectedStorageBackend: () => 'basic_text' }), 'linux'],
    ['an unknown store', storage({ getSelectedStorageBackend: () => 'unknown' }), 'linux'],
    ['no encryption', storage({ isEncryptionAvailable: () => false }), 'win32'],
  ] as const)('is not used where it protects nothing: %s', (_title, store, platform) => {
    expect(protectsKeys(store, platform)).toBe(false)
    expect(codeOf(vault('create', store, platform).key('register'))).toBe('key-missing')
    expect(existsSync(file)).toBe(false)
  })

  test('of another account is told as a wrong key', () => {
    hexKeys(vault('create'))
    const other = storage({
      decryptString: () => {
        throw new Error('cannot decrypt')
      },
    })
    expect(codeOf(vault('open', other).key('register'))).toBe('key-wrong')
  })

  test('opens keys that another host left plain in the file', () => {
    const made = hexKeys(plain('create'))
    expect(hexKeys(vault('open'))).toEqual(made)
  })

  test('needs no backend name on Windows and macOS', () => {
    const { getSelectedStorageBackend: _unused, ...store } = storage()
    for (const platform of ['win32', 'darwin'] as const) expect(protectsKeys(store, platform)).toBe(true)
    expect(protectsKeys(store, 'linux')).toBe(false)
  })
})

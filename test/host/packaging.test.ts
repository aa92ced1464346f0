import { createRequire } from 'node:module'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Arch, Platform, build as pack } from 'electron-builder'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import configuration from '../../electron-builder.ts'
import { build } from '../../src-main/hosts/start/build.ts'

const root = path.resolve(import.meta.dirname, '../..')
const work = mkdtempSync(path.join(os.tmpdir(), 'polis-desk-packaging-'))
const require = createRequire(import.meta.url)
// The packager's own parts: its schema check, and the reader of its archives.
const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js')
const { DebugLogger } = require('builder-util')
const asar: { listPackage(archive: string, options: object): string[] } = require('@electron/asar')

afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('the configuration', () => {
  it('holds to the packager’s own schema', async () => {
    await expect(validateConfiguration(configuration, new DebugLogger(false))).resolves.toBeUndefined()
    await expect(validateConfiguration({ ...configuration, nonsense: true }, new DebugLogger(false))).rejects.toThrow('nonsense')
  })

  it('flips every fuse of the checklist', () => {
    expect(configuration.electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('packs for Windows, for the Linux systems of the clinics and for macOS, on both processors', () => {
    const targets = [configuration.win, configuration.linux, configuration.mac].map((platform) => platform?.target)
    const both = ['x64', 'arm64']
    expect(targets).toEqual([
      [{ target: 'nsis', arch: both }],
      ['deb', 'rpm', 'AppImage'].map((target) => ({ target, arch: both })),
      [{ target: 'dmg', arch: both }],
    ])
    expect(configuration).toMatchObject({ npmRebuild: false, publish: null, electronLanguages: ['ru', 'en-US'] })
  })

  it('names the program in Russian, and says what the camera is for', () => {
    expect(configuration.linux?.desktop?.entry).toMatchObject({ Name: 'Полис·Стойка', 'Name[en]': 'Polis Desk' })
    expect(configuration.nsis).toMatchObject({ shortcutName: 'Полис·Стойка', deleteAppDataOnUninstall: false })
    expect(configuration.mac?.extendInfo).toMatchObject({ NSCameraUsageDescription: expect.stringContaining('Камера') })
  })

  it('has its icons, from 16 to 1024 pixels and in the formats of Windows and macOS', () => {
    const pngs = [16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => `png/${size}x${size}.png`)
    for (const icon of [...pngs, 'icon.ico', 'icon.icns', 'icon.svg']) {
      expect(existsSync(path.join(root, 'resources/icons', icon)), icon).toBe(true)
    }
    for (const name of pngs) {
      const head = readFileSync(path.join(root, 'resources/icons', name)).subarray(16, 20)
      expect(`png/${head.readUInt32BE()}x${head.readUInt32BE()}.png`).toBe(name)
    }
  })
})

/**
 * Packs for both processors with the real packager around a stand-in for the runtime, which cannot be downloaded
 * everywhere. Fuses need the real runtime's executable and stay out.
 */
async function packAll(): Promise<void> {
  const runtime = path.join(work, 'runtime')
  mkdirSync(path.join(runtime, 'locales'), { recursive: true })
  for (const file of ['electron', 'version', 'locales/ru.pak', 'locales/en-US.pak', 'locales/de.pak']) {
    writeFileSync(path.join(runtime, file), '')
  }
  await pack({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir', Arch.x64, Arch.arm64),
    config: { ...configuration, electronDist: runtime, electronFuses: null, directories: { ...configuration.directories, output: work } },
  })
}

interface Shipped {
  readonly archived: readonly string[]
  readonly unpacked: readonly string[]
  readonly languages: readonly string[]
}

/** Lists the files of a packed product. */
function shipped(folder: string): Shipped {
  const resources = path.join(work, folder, 'resources')
  const entries = asar.listPackage(path.join(resources, 'app.asar'), { isPack: false }).map((entry) => entry.slice(1))
  return {
    archived: entries.filter((entry) => !entries.some((other) => other.startsWith(`${entry}/`))).toSorted(),
    unpacked: filesIn(path.join(resources, 'app.asar.unpacked')),
    languages: filesIn(path.join(work, folder, 'locales')),
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted()
}

describe('what ships', () => {
  beforeAll(async () => {
    const failed = await build(root)
    if (failed !== null) throw new Error(failed)
    await packAll()
  }, 180_000)

  it.each([
    ['x64', 'linux-unpacked'],
    ['arm64', 'linux-arm64-unpacked'],
  ])('is exactly the bundles and one native module for %s', (arch, folder) => {
    const { archived, unpacked, languages } = shipped(folder)
    const prebuild = `node_modules/better-sqlite3/prebuilds/linux-${arch}.node`
    expect(unpacked).toEqual([prebuild])
    expect(languages).toEqual(['en-US.pak', 'ru.pak'])

    const withoutHashes = archived.map((file) => file.replace(/-[\w-]{8}(?=\.\w+$)/, '-*')).toSorted()
    const ours = withoutHashes.filter(
      (file) => !file.startsWith('node_modules/better-sqlite3/lib/') && !/^out\/main\/[\w-]+-\*\.js$/.test(file),
    )
    expect(ours).toEqual([
      'node_modules/better-sqlite3/LICENSE',
      'node_modules/better-sqlite3/package.json',
      prebuild,
      'out/main/decoder-worker.js',
      'out/main/electron.js',
      'out/main/licenses-barcode-engine.md',
      'out/main/licenses.md',
      'out/main/register-worker.js',
      'out/main/zxing_reader.wasm',
      'out/main/zxing_writer.wasm',
      'out/preload/preload.cjs',
      'out/renderer/assets/camera-worker-*.js',
      'out/renderer/assets/decoder-worker-*.js',
      'out/renderer/assets/icon-small-*.svg',
      'out/renderer/assets/index-*.css',
      'out/renderer/assets/index-*.js',
      'out/renderer/assets/inter-cyrillic-wght-normal-*.woff2',
      'out/renderer/assets/inter-latin-wght-normal-*.woff2',
      'out/renderer/assets/passphrase-*.css',
      'out/renderer/assets/passphrase-*.js',
      'out/renderer/assets/zxing_reader-*.wasm',
      'out/renderer/index.html',
      'out/renderer/licenses-inter.txt',
      'out/renderer/licenses.md',
      'out/renderer/passphrase.html',
      'package.json',
    ])
    const chunks = readdirSync(path.join(root, 'out/main')).filter((file) => /-[\w-]{8}\.js$/.test(file))
    expect(archived.filter((file) => /^out\/main\/.*-[\w-]{8}\.js$/.test(file))).toEqual(
      chunks.map((file) => `out/main/${file}`).toSorted(),
    )
  })

  it('names the license of every package that is bundled', () => {
    const texts = ['main', 'renderer'].map((part) => readFileSync(path.join(root, 'out', part, 'licenses.md'), 'utf8')).join('\n')
    const named = new Set(
      [...texts.matchAll(/^## (\S+) - (\S+) \(([^)]+)\)$/gm)].map(([, name = '', , license = '']) => `${name} ${license}`),
    )
    for (const wanted of [
      '@zxing/library Apache-2.0',
      'commander MIT',
      'fast-png MIT',
      'jpeg-js BSD-3-Clause',
      'react-aria-components Apache-2.0',
      'react-dom MIT',
      'temporal-polyfill MIT',
      'tuf-js MIT',
      'zod MIT',
      'zxing-wasm MIT',
    ]) {
      expect(named).toContain(wanted)
    }
    expect([...named].filter((one) => !/ (Apache-2\.0|BlueOak-1\.0\.0|BSD-[23]-Clause|ISC|MIT)$/.test(one))).toEqual([])
    expect(readFileSync(path.join(root, 'out/renderer/licenses-inter.txt'), 'utf8')).toContain('SIL OPEN FONT LICENSE')
    expect(readFileSync(path.join(root, 'out/main/licenses-barcode-engine.md'), 'utf8')).toContain('zxing-cpp')
  })

  it('has nothing of the web host, of tests or of source maps in the bundles', () => {
    const bundles = readdirSync(path.join(root, 'out'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(js|cjs|html|css)$/.test(file),
    )
    expect(bundles.length).toBeGreaterThan(5)
    for (const file of bundles) {
      const text = readFileSync(path.join(root, 'out', file), 'utf8')
      for (const trace of ['/csp-report', 'src-main/hosts/web', 'vitest', 'playwright', 'sourceMappingURL']) {
        expect(text.includes(trace), `${trace} in ${file}`).toBe(false)
      }
    }
  })

  it('has pages whose scripts, styles and parts are all files of their own', () => {
    for (const page of ['index.html', 'passphrase.html']) {
      const html = readFileSync(path.join(root, 'out/renderer', page), 'utf8')
      expect(html).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)|\bon\w+=|https?:/)
      for (const [, address = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
        expect(existsSync(path.join(root, 'out/renderer', address)), address).toBe(true)
      }
    }
    const styles = readdirSync(path.join(root, 'out/renderer/assets')).filter((file) => file.endsWith('.css'))
    for (const file of styles)
      expect(readFileSync(path.join(root, 'out/renderer/assets', file), 'utf8')).not.toMatch(/url\(["']?(data|https?):/)
  })
})

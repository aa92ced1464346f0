import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A folder as the build leaves it, with a secret beside it that must never be served. */
export function makeScreens(): string {
  const root = mkdtempSync(path.join(os.tmpdir(), 'polis-desk-web-'))
  const screens = path.join(root, 'renderer')
  mkdirSync(path.join(screens, 'assets'), { recursive: true })
  writeFileSync(path.join(root, 'secret.txt'), 'secret')
  writeFileSync(path.join(screens, 'index.html'), '<!doctype html><title>Полис·Стойка</title>')
  writeFileSync(path.join(screens, 'assets/main.js'), 'export {}')
  writeFileSync(path.join(screens, 'assets/main.css'), 'body{}')
  writeFileSync(path.join(screens, 'assets/reader.wasm'), '\0asm')
  writeFileSync(path.join(screens, 'assets/letters.woff2'), 'wOF2')
  writeFileSync(path.join(screens, 'assets/main.js.map'), '{}')
  symlinkSync(path.join(root, 'secret.txt'), path.join(screens, 'link.txt'))
  return screens
}

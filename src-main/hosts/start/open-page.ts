import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/**
 * Opens the address in the user's browser through a page of our own that only this account can read: the one-time code
 * must not stand in a process argument, which every account of the computer can see. Returns the function that removes
 * the page. Fails silently: the address is printed too.
 */
export function openPage(address: string): () => void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'polis-desk-'))
  const page = path.join(folder, 'open.html')
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}">`, { mode: 0o600 })
  const [command, args] = opener(page)
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
  return () => rmSync(folder, { recursive: true, force: true })
}

function opener(page: string): [string, string[]] {
  if (process.platform === 'win32') return ['cmd.exe', ['/c', 'start', '""', page]]
  return [process.platform === 'darwin' ? 'open' : 'xdg-open', [page]]
}

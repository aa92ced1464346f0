import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes names in a folder durable: new, renamed and removed files. Windows does this by itself and cannot open folders. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

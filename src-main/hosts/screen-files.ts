import { readdirSync } from 'node:fs'
import path from 'node:path'

export interface ScreenFile {
  readonly file: string
  readonly contentType: string
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * Lists the built screens once: address path (`/`, `/assets/….js`) → file. A request is looked up here and never made
 * into a file name, so no address leads out of the folder. Files of other kinds and symbolic links are not served.
 */
export function listScreenFiles(folder: string): ReadonlyMap<string, ScreenFile> {
  const files = new Map(filesUnder(folder, '/'))
  const index = files.get('/index.html')
  if (index !== undefined) files.set('/', index)
  return files
}

/** One folder level at a time: inside an ASAR archive the recursive listing of Node is not to be relied on. */
function filesUnder(folder: string, address: string): readonly (readonly [string, ScreenFile])[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return filesUnder(file, `${address}${entry.name}/`)
    const contentType = contentTypes[path.extname(entry.name)]
    return entry.isFile() && contentType !== undefined ? [[`${address}${entry.name}`, { file, contentType }] as const] : []
  })
}

import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Finds a file that is a file of an npm package in the source tree and lies beside the bundle in the product, e.g.
 * `zxing-wasm/reader/zxing_reader.wasm` and `zxing_reader.wasm`. Throws where it is in neither place.
 */
export function bundledFile(specifier: string): string {
  const beside = path.join(import.meta.dirname, path.posix.basename(specifier))
  return existsSync(beside) ? beside : fileURLToPath(import.meta.resolve(specifier))
}

/** The file of a worker thread: TypeScript in the source tree, JavaScript beside the bundle in the product. `name` without extension, relative to `folder`. */
export function workerFile(folder: string, name: string): string {
  const source = path.join(folder, `${name}.ts`)
  return existsSync(source) ? source : path.join(folder, `${name}.js`)
}

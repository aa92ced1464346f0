import { readdirSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../../..')

const NOT_OURS = new Set(['node_modules', 'out', 'dist', '.cache', '.git', 'test-results', 'playwright-report'])
const BINARY = /\.(png|ico|icns|woff2?|wasm|wav)$/

/** All files of the project as paths from its root, `/` between folders; installed, built and temporary ones left out. */
export function projectFiles(): readonly string[] {
  const found: string[] = []
  const walk = (folder: string): void => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (NOT_OURS.has(entry.name) || entry.isSymbolicLink()) continue
      if (entry.isDirectory()) walk(file)
      else if (!BINARY.test(file) && !file.endsWith('.tsbuildinfo')) found.push(file)
    }
  }
  walk('')
  return found.toSorted()
}

/** TypeScript and JavaScript sources of the product, without tests. */
export function sourceFiles(): readonly string[] {
  return projectFiles().filter((file) => /^src-\w+\/.*\.(tsx?|mjs)$/.test(file))
}

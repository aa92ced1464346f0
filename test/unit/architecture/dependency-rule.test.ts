import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, sourceFiles } from './project-files.ts'

/** What a part of the sources may import: folders of the project, packages, and Node's own modules. */
interface Part {
  readonly folder: string
  readonly may: readonly string[]
  readonly packages: RegExp
  readonly node: boolean
}

/** The first part whose folder a file lies in is its own. */
const parts: readonly Part[] = [
  { folder: 'src-shared/decoder/', may: ['src-shared/'], packages: /^(zod|@zxing\/library|zxing-wasm)(\/|$)/, node: false },
  { folder: 'src-shared/calendar.ts', may: ['src-shared/'], packages: /^temporal-polyfill$/, node: false },
  { folder: 'src-shared/', may: ['src-shared/', 'resources/'], packages: /^zod$/, node: false },
  { folder: 'src-main/app/', may: ['src-shared/', 'src-main/app/', 'resources/'], packages: /^zod$/, node: true },
  ...['store', 'online'].map((adapter) => ({
    folder: `src-main/${adapter}/`,
    may: ['src-shared/', 'src-main/app/', `src-main/${adapter}/`, 'resources/'],
    packages: /^(zod|better-sqlite3)$/,
    node: true,
  })),
  {
    folder: 'src-main/import/',
    may: ['src-shared/', 'src-main/app/', 'src-main/import/', 'resources/'],
    packages: /^(?!electron|better-sqlite3|tuf-js|@tufjs|react)/,
    node: true,
  },
  {
    folder: 'src-main/feed/',
    may: ['src-shared/', 'src-main/app/', 'src-main/import/', 'src-main/feed/', 'resources/'],
    packages: /^(zod|tuf-js|@tufjs\/models)(\/|$)/,
    node: true,
  },
  {
    folder: 'src-main/hosts/',
    may: ['src-shared/', 'src-main/', 'resources/', 'package.json', 'electron-builder.ts'],
    packages: /./,
    node: true,
  },
  {
    folder: 'src-renderer/',
    may: ['src-shared/', 'src-renderer/', 'resources/', 'package.json'],
    packages: /^(?!electron|better-sqlite3|@playwright|vitest)/,
    node: false,
  },
]

const IMPORT =
  /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?\sfrom\s*['"]([^'"]+)['"]|(?:^|[\s;])import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g

/** Modules named by import and export statements and by import(). */
export function importsOf(text: string): readonly string[] {
  return [...text.matchAll(IMPORT)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '')
}

function violation(file: string, specifier: string): string | null {
  const part = parts.find(({ folder }) => file.startsWith(folder))
  const bad = `${file} imports ${specifier}`
  if (part === undefined) return `${file} belongs to no part`
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier)
    return part.may.some((folder) => target.startsWith(folder)) ? null : bad
  }
  if (isBuiltin(specifier)) return part.node ? null : bad
  return part.packages.test(specifier) ? null : bad
}

describe('the dependency rule', () => {
  it('holds for every import of every source file, import() too', () => {
    const files = sourceFiles()
    const violations = files.flatMap((file) =>
      importsOf(readFileSync(path.join(root, file), 'utf8')).map((specifier) => violation(file, specifier)),
    )
    expect(violations.filter((found) => found !== null)).toEqual([])
    expect(files.length).toBeGreaterThan(50)
  })

  it.each([
    ['src-shared/x.ts', "import { x } from '../src-main/app/x.ts'"],
    ['src-shared/x.ts', "const x = await import('node:fs')"],
    ['src-shared/x.ts', "export { x } from 'react'"],
    ['src-shared/policy/x.ts', "import type { x } from 'fs'"],
    ['src-main/app/x.ts', "import {\n  x,\n} from '../store/x.ts'"],
    ['src-main/app/x.ts', "import 'better-sqlite3'"],
    ['src-main/store/x.ts', "import { x } from '../hosts/x.ts'"],
    ['src-main/import/x.ts', "import { x } from '../feed/x.ts'"],
    ['src-main/import/x.ts', "import 'better-sqlite3'"],
    ['src-main/feed/x.ts', "import { x } from '../store/x.ts'"],
    ['src-main/feed/x.ts', "import 'better-sqlite3'"],
    ['src-main/store/x.ts', "import { x } from '../feed/x.ts'"],
    ['src-renderer/x.tsx', "import { x } from '../src-main/app/ports.ts'"],
    ['src-renderer/x.tsx', "import { x } from 'node:path'"],
    ['src-elsewhere/x.ts', "import { x } from './y.ts'"],
  ])('is seen to be broken by %s with %s', (file, line) => {
    expect(importsOf(line).map((specifier) => violation(file, specifier))).toEqual([expect.any(String)])
  })
})

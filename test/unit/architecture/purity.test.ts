import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { root } from './project-files.ts'

const configSchema = z.object({
  compilerOptions: z.object({ lib: z.array(z.string()), types: z.array(z.string()) }),
  references: z.array(z.object({ path: z.string() })).default([]),
})

function config(part: string) {
  return configSchema.parse(JSON.parse(readFileSync(path.join(root, part, 'tsconfig.json'), 'utf8')))
}

/** What the compiler says of one line under the configuration of a part. */
function compilerOutput(part: string, line: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-types-'))
  try {
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
    writeFileSync(path.join(folder, 'planted.ts'), `${line}\n`)
    writeFileSync(
      path.join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: path.join(root, part, 'tsconfig.json'),
        compilerOptions: {
          composite: false,
          declaration: false,
          emitDeclarationOnly: false,
          noEmit: true,
          incremental: false,
          rootDir: folder,
          tsBuildInfoFile: null,
          outDir: null,
        },
        include: ['planted.ts'],
        references: [],
      }),
    )
    const { stdout } = spawnSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' })
    return stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('the types each part is compiled with', () => {
  it('are the language alone for src-shared', () => {
    expect(config('src-shared')).toEqual({ compilerOptions: { lib: ['es2024'], types: [] }, references: [] })
  })

  it('are those of Node without a document for src-main, which sees src-shared only', () => {
    expect(config('src-main')).toMatchObject({
      compilerOptions: { lib: ['es2024'], types: ['node'] },
      references: [{ path: '../src-shared' }],
    })
  })

  it('are those of a document without Node for src-renderer, which sees src-shared only', () => {
    const { compilerOptions, references } = config('src-renderer')
    expect(compilerOptions.types).not.toContain('node')
    expect(references).toEqual([{ path: '../src-shared' }])
  })

  it.each([
    ['src-shared', 'export const planted = document', 'document'],
    ['src-shared', 'export const planted = process', 'process'],
    ['src-shared', 'export const planted = Buffer', 'Buffer'],
    ['src-shared', 'export const planted = fetch', 'fetch'],
    ['src-shared', "export { readFileSync } from 'node:fs'", 'node:fs'],
    ['src-main', 'export const planted = document', 'document'],
    ['src-renderer', 'export const planted = process', 'process'],
    ['src-renderer', "export { readFileSync } from 'node:fs'", 'node:fs'],
  ])('%s does not compile with `%s`', (part, line, name) => {
    const output = compilerOutput(part, line)
    expect(output).toMatch(/planted\.ts.*error TS/)
    expect(output).toContain(name)
  })

  it.each([
    ['src-shared', 'export const planted = new Map<string, Uint8Array>()'],
    ['src-main', "export { readFileSync } from 'node:fs'"],
    ['src-renderer', 'export const planted = document'],
  ])('%s compiles with `%s`', (part, line) => {
    expect(compilerOutput(part, line)).toBe('')
  })
})

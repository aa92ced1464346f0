import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { root } from './project-files.ts'

/** Files planted under the project's own lint configuration: the name of a place, and what is imported there. */
const forbidden: readonly (readonly [file: string, specifier: string])[] = [
  ['src-shared/policy/a.ts', 'node:fs'],
  ['src-shared/policy/b.ts', 'fs'],
  ['src-shared/policy/c.ts', 'electron'],
  ['src-shared/policy/d.ts', 'react'],
  ['src-shared/policy/e.ts', 'better-sqlite3'],
  ['src-shared/policy/f.ts', '../../src-main/app/ports.ts'],
  ['src-shared/policy/g.ts', '../../src-renderer/bridge.ts'],
  ['src-shared/policy/h.ts', '../../test/fakes/x.ts'],
  ['src-shared/decoder/a.ts', 'node:fs'],
  ['src-shared/decoder/b.ts', '../../src-main/app/ports.ts'],
  ['src-main/app/a.ts', 'electron'],
  ['src-main/app/b.ts', 'better-sqlite3'],
  ['src-main/app/c.ts', 'node:http'],
  ['src-main/app/d.ts', '../store/data-folder.ts'],
  ['src-main/app/e.ts', '../hosts/compose.ts'],
  ['src-main/app/f.ts', '../../src-renderer/bridge.ts'],
  ['src-main/app/g.ts', '../feed/publish/publish.ts'],
  ['src-main/app/demo/h.ts', '../../store/data-folder.ts'],
  ['src-main/store/a.ts', 'electron'],
  ['src-main/store/b.ts', '../hosts/compose.ts'],
  ['src-main/store/c.ts', '../../src-renderer/bridge.ts'],
  ['src-main/store/d.ts', '../feed/trust/enrolment.ts'],
  ['src-main/store/e.ts', '../import/profile.ts'],
  ['src-main/store/register-feed/f.ts', '../../feed/hash.ts'],
  ['src-main/import/a.ts', '../hosts/compose.ts'],
  ['src-main/import/b.ts', '../store/data-folder.ts'],
  ['src-main/import/c.ts', '../feed/publish/publish.ts'],
  ['src-main/import/d.ts', 'better-sqlite3'],
  ['src-main/feed/a.ts', '../hosts/compose.ts'],
  ['src-main/feed/b.ts', '../store/data-folder.ts'],
  ['src-main/feed/publish/c.ts', '../../store/data-folder.ts'],
  ['src-main/feed/d.ts', 'better-sqlite3'],
  ['src-main/hosts/a.ts', '../../src-renderer/bridge.ts'],
  ['src-main/hosts/b.ts', '../../test/fakes/x.ts'],
  ['src-renderer/desk/a.tsx', '../../src-main/app/ports.ts'],
  ['src-renderer/desk/b.tsx', 'node:path'],
  ['src-renderer/desk/c.ts', 'electron'],
]

const allowed: readonly (readonly [file: string, specifier: string])[] = [
  ['src-shared/intake/ok-a.ts', 'zod'],
  ['src-shared/intake/ok-b.ts', '../result.ts'],
  ['src-shared/ok-calendar.ts', 'temporal-polyfill'],
  ['src-shared/decoder/ok-a.ts', 'zxing-wasm/reader'],
  ['src-shared/decoder/ok-b.ts', '@zxing/library'],
  ['src-main/app/ok-a.ts', '../../src-shared/result.ts'],
  ['src-main/app/ok-b.ts', '../../src-shared/feed/dataset.ts'],
  ['src-main/store/ok-a.ts', 'better-sqlite3'],
  ['src-main/store/register-feed/ok-c.ts', '../../../src-shared/feed/dataset.ts'],
  ['src-main/store/ok-b.ts', '../app/ports.ts'],
  ['src-main/import/ok-a.ts', 'node:stream'],
  ['src-main/feed/ok-a.ts', '../import/profile.ts'],
  ['src-main/feed/ok-b.ts', 'tuf-js'],
  ['src-main/feed/ok-c.ts', '@tufjs/models'],
  ['src-main/hosts/ok-a.ts', 'electron'],
  ['src-main/hosts/ok-b.ts', '../store/data-folder.ts'],
  ['src-renderer/desk/ok-a.tsx', '../../src-shared/contract.ts'],
  ['src-renderer/desk/ok-b.tsx', 'react'],
]

const reportSchema = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) })

let folder: string
let caught: ReadonlySet<string>
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-lint-'))
  copyFileSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'))
  for (const [file, specifier] of [...forbidden, ...allowed]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), `import { thing } from '${specifier}'\n\nexport const used = thing\n`)
  }
  const launcher = path.join(root, 'node_modules/oxlint/bin/oxlint')
  const { stdout, stderr } = spawnSync(process.execPath, [launcher, '--format=json'], { cwd: folder, encoding: 'utf8' })
  const report = reportSchema.safeParse(parsedJson(stdout))
  if (!report.success) throw new Error(`oxlint gave no report: ${stdout.slice(0, 500)} ${stderr.slice(0, 500)}`)
  caught = new Set(
    report.data.diagnostics
      .filter(({ code }) => code.includes('no-restricted-imports'))
      .map(({ filename }) => path.relative(folder, path.resolve(folder, filename)).split(path.sep).join('/')),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the linter', () => {
  it.each(forbidden)('catches %s importing %s', (file) => {
    expect(caught).toContain(file)
  })

  it.each(allowed)('lets %s import %s', (file) => {
    expect(caught).not.toContain(file)
  })
})

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

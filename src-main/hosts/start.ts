import { spawn } from 'node:child_process'
import path from 'node:path'
import { build, buildReason } from './start/build.ts'
import { chooseHost, hasDisplay } from './start/choose-host.ts'
import type { Machine } from './start/choose-host.ts'
import { downloadElectron, electronExecutable } from './start/electron-runtime.ts'
import { readStartOptions, usage } from './start/options.ts'
import type { StartOptions } from './start/options.ts'

const root = path.resolve(import.meta.dirname, '../..')

process.exitCode = await main(process.argv.slice(2))

/** `npm start`: builds what is not built, then opens the window, or serves the browser where there can be none. */
async function main(args: readonly string[]): Promise<number> {
  const options = readStartOptions(args)
  if (!options.ok || options.value === 'help') {
    console[options.ok ? 'log' : 'error'](options.ok ? usage : `${options.error}\n\n${usage}`)
    return options.ok ? 0 : 2
  }
  if (!(await bundlesReady())) return 1
  const { executable, why } = await decide(options.value)
  if (executable !== null) return runElectron(executable, options.value)
  if (options.value.host === 'electron') {
    console.error(`Polis Desk cannot open its window: ${why}.`)
    return 1
  }
  if (why !== null) console.log(`No desktop window: ${why}. Serving the desk to a browser instead.`)
  const { runWebDesk } = await import('./start/web-desk.ts')
  return runWebDesk(options.value, root, hasDisplay(thisMachine()))
}

async function bundlesReady(): Promise<boolean> {
  const reason = buildReason(root)
  if (reason === null) return true
  console.log(`Building the screens (${reason})…`)
  const started = Date.now()
  const printed = await build(root)
  if (printed === null) console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
  else console.error(`${printed}\nThe build failed. Run "npm ci" and try again.`)
  return printed === null
}

async function decide({ host }: StartOptions): Promise<{ readonly executable: string | null; readonly why: string | null }> {
  const choice = chooseHost(host, thisMachine())
  if (choice.host === 'web') return { executable: null, why: choice.why }
  const missing = choice.host === 'electron' ? null : await downloadElectron(root, console.log)
  if (missing !== null) return { executable: null, why: `the Electron runtime is not installed and ${missing}` }
  return { executable: electronExecutable(root), why: null }
}

function thisMachine(): Machine {
  const userId = process.getuid?.() ?? null
  return { platform: process.platform, environment: process.env, userId, runtime: electronExecutable(root) !== null }
}

function runElectron(executable: string, { data, keyFile, people, enrol, passphraseFile }: StartOptions): Promise<number> {
  const given = { '--data': data, '--key-file': keyFile, '--enrol': enrol, '--passphrase-file': passphraseFile }
  const args = [root, ...Object.entries(given).flatMap(([name, file]) => (file === null ? [] : [name, path.resolve(file)]))]
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...environment } = process.env
  return new Promise((resolve) => {
    const child = spawn(executable, [...args, '--people', String(people)], { stdio: 'inherit', env: environment })
    child.on('error', (error) => {
      console.error(`The desktop window did not start: ${error.message}. Run "npm start -- --web" instead.`)
      resolve(1)
    })
    child.on('exit', (code) => resolve(code ?? 0))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  })
}

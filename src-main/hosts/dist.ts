import path from 'node:path'
import { Arch, Platform, build as pack } from 'electron-builder'
import configuration from '../../electron-builder.ts'
import { build, buildReason } from './start/build.ts'
import { electronExecutable } from './start/electron-runtime.ts'

const root = path.resolve(import.meta.dirname, '../..')

process.exitCode = await main(process.argv.slice(2))

/**
 * `npm run dist`: packages for this computer's system and processor from the runtime that is installed; with
 * `--all-processors` for x64 and arm64, which fetches the other runtime.
 */
async function main(args: readonly string[]): Promise<number> {
  if (electronExecutable(root) === null) {
    console.error('No packages: the Electron runtime is not in node_modules/electron/dist ("npx install-electron" downloads it).')
    return 1
  }
  if (buildReason(root) !== null) {
    console.log('Building the bundles…')
    const printed = await build(root)
    if (printed !== null) {
      console.error(`${printed}\nThe build failed.`)
      return 1
    }
  }
  const arches = args.includes('--all-processors') ? [Arch.x64, Arch.arm64] : [process.arch === 'arm64' ? Arch.arm64 : Arch.x64]
  const files = await pack({ projectDir: root, targets: Platform.current().createTarget(null, ...arches), config: configuration })
  for (const file of files) console.log(path.relative(root, file))
  return 0
}

import { build } from '../../../src-main/hosts/start/build.ts'
import { areScreensGiven, projectFolder } from './screens-folder.ts'

/** The tests see the screens as they are built; bundles older than their sources are built anew first. */
export default async function buildScreens(): Promise<void> {
  if (areScreensGiven) return
  const printed = await build(projectFolder)
  if (printed !== null) throw new Error(`The screens could not be built.\n${printed}`)
}

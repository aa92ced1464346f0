import path from 'node:path'

/** The project's folder. */
export const projectFolder = path.resolve(import.meta.dirname, '../../..')

/** The built screens under test: those of the last build, or a folder named by `POLIS_DESK_SCREENS`, which is then taken as it is. */
export const screensFolder = process.env['POLIS_DESK_SCREENS'] ?? path.join(projectFolder, 'out/renderer')

export const areScreensGiven = process.env['POLIS_DESK_SCREENS'] !== undefined

/** Measures what the page with the camera holds while it scans; `--help` tells the options. */
import { parseArgs } from 'node:util'
import { contextWithCamera, launchWithCamera } from '../../web/desk/camera-browser.ts'
import { build } from '../../../src-main/hosts/start/build.ts'
import { findBrowser } from '../../setup-browser.ts'
import { startDeskHost } from '../../web/desk/desk-host.ts'
import { memoryOfPages } from '../../web/desk/process-memory.ts'
import { NOW } from '../../web/desk/moments.ts'
import { projectFolder } from '../../web/desk/screens-folder.ts'
import { textOf } from '../../web/desk/shown.ts'
import { videoScenes, type VideoScene } from '../scan/video.ts'

const usage = `Usage: npm run bench:camera-memory -- [options]

Lets the desk in Chromium look through a camera that is fed from a film, and prints what its processes hold, workers and
WebAssembly included. Linux only.

  --minutes N      how long (default 10)
  --scene NAME     ${videoScenes.join(', ')} (default: two thirds of the time too-far, one third policy-tilted-blurred)
`
const sampleSeconds = 15
const warmUpSeconds = 60
/** Megabytes; the aim. */
const mostGrowth = 32

const { values } = parseArgs({ options: { minutes: { type: 'string' }, scene: { type: 'string' }, help: { type: 'boolean' } } })
if (values.help === true) console.log(usage)
else process.exitCode = await measure(Number(values.minutes ?? 10), videoScenes.find((scene) => scene === values.scene) ?? null)

async function measure(minutes: number, scene: VideoScene | null): Promise<number> {
  const printed = await build(projectFolder)
  if (printed !== null) throw new Error(`The screens could not be built.\n${printed}`)
  const parts =
    scene === null
      ? [['too-far', (minutes * 2) / 3] as const, ['policy-tilted-blurred', minutes / 3] as const]
      : [[scene, minutes] as const]
  const growths: number[] = []
  for (const [part, length] of parts) growths.push(await measureScene(part, length))
  const growth = Math.max(...growths)
  console.log(`most growth ${growth.toFixed(1)} MB, aim below ${mostGrowth} MB: ${growth < mostGrowth ? 'met' : 'not met'}`)
  return growth < mostGrowth ? 0 : 1
}

/** Returns the megabytes held at the end more than after the first minute. */
async function measureScene(scene: VideoScene, minutes: number): Promise<number> {
  const host = startDeskHost()
  const executablePath = findBrowser()
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await launchWithCamera(
    { scene, payload: Buffer.from(textOf('paper-policy'), 'hex') },
    { args: sandbox, ...(executablePath === null ? {} : { executablePath }) },
  )
  try {
    const { address } = await host.ask('open', { register: 'demo', now: NOW, settings: { sounds: false } })
    const context = await contextWithCamera(browser, true, { viewport: { width: 1366, height: 768 } })
    const page = await context.newPage()
    await page.goto(address)
    await page.keyboard.press('F2')
    const started = performance.now()
    let first: number | null = null
    let last = 0
    for (let elapsed = 0; elapsed < minutes * 60; elapsed = (performance.now() - started) / 1_000) {
      await page.waitForTimeout(sampleSeconds * 1_000)
      await page.requestGC()
      last = (await memoryOfPages(browser)) / 1024 / 1024
      if ((performance.now() - started) / 1_000 >= warmUpSeconds) first ??= last
      console.log(`${scene}  ${((performance.now() - started) / 60_000).toFixed(1).padStart(5)} min  ${last.toFixed(1).padStart(7)} MB`)
    }
    return last - (first ?? last)
  } finally {
    await browser.close()
    await host.end()
  }
}

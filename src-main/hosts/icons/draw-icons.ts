import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { icns, ico } from './icon-files.ts'

// Draws all icon files from the two drawings: node src-main/hosts/launch.mjs script src-main/hosts/icons/draw-icons.ts
// The small drawing has fewer parts and stands on whole pixels; it serves up to 32 pixels.
const folder = path.resolve(import.meta.dirname, '../../../resources/icons')
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

const pictures = await draw()
mkdirSync(path.join(folder, 'png'), { recursive: true })
for (const [size, png] of pictures) writeFileSync(path.join(folder, 'png', `${size}x${size}.png`), png)
writeFileSync(path.join(folder, 'icon.ico'), ico(pictures))
writeFileSync(path.join(folder, 'icon.icns'), icns(pictures))

async function draw(): Promise<ReadonlyMap<number, Buffer>> {
  const executablePath = process.env['POLIS_DESK_CHROMIUM'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const page = await browser.newPage()
  const drawn = new Map<number, Buffer>()
  for (const size of sizes) {
    const drawing = readFileSync(path.join(folder, size <= 32 ? 'icon-small.svg' : 'icon.svg'), 'utf8')
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`)
    drawn.set(size, await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return drawn
}

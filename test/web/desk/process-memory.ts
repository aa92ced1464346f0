import { readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'

/** What the processes of a browser that draw pages hold for themselves, workers and WebAssembly included: bytes. Linux only. */
export async function memoryOfPages(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { id }) => sum + ownMemory(id), 0)
  } finally {
    await session.detach()
  }
}

/** The pages of a process that no other one shares. */
function ownMemory(process: number): number {
  const lines = readFileSync(`/proc/${process}/smaps_rollup`, 'utf8').matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)
  return [...lines].reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0)
}

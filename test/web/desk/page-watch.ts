import type { Page } from '@playwright/test'

/** Watches a page; the returned function lists everything that a screen without faults does not do. */
export function watchPage(page: Page, origin: string, expectedConsole: RegExp | null): () => readonly string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    if (expectedConsole?.test(message.text()) === true) return
    complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`))
  page.on('request', (request) => {
    const address = new URL(request.url())
    if (address.protocol === 'data:' || (address.protocol === 'blob:' && address.origin === origin)) return
    if (address.origin !== origin) complaints.push(`request to ${request.url()}`)
  })
  return () => complaints
}

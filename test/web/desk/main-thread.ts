import type { Browser, Page } from '@playwright/test'

/** The tasks of the page's own thread, longest first, in milliseconds. */
export interface MainThreadTasks {
  /** Of the processor, whatever else the machine did meanwhile. */
  readonly processor: readonly number[]
  /** By the clock. */
  readonly clock: readonly number[]
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Records the tasks of the page's thread while something goes on. */
export async function tasksDuring(browser: Browser, page: Page, goOn: () => Promise<void>): Promise<MainThreadTasks> {
  await browser.startTracing(page, { categories: ['__metadata', 'toplevel', 'disabled-by-default-devtools.timeline'] })
  await goOn()
  const trace: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString('utf8'))
  const threads = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = trace.traceEvents.filter(({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && threads.has(`${pid} ${tid}`))
  return { processor: longest(tasks.map(({ tdur }) => tdur)), clock: longest(tasks.map(({ dur }) => dur)) }
}

function longest(microseconds: readonly (number | undefined)[]): readonly number[] {
  return microseconds.map((value = 0) => value / 1_000).toSorted((one, other) => other - one)
}

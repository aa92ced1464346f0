import type { Command } from 'commander'
import type { CliConsole } from './cli-console.ts'

/** One verb: builds its command; the action returns nothing and gives its exit code to `exit`. */
export type VerbModule = { readonly command: (io: CliConsole, exit: (code: number) => void) => Command }

interface Verb {
  readonly summary: string
  /** Loaded only when called, so that a check starts without the weight of the others. */
  load(): Promise<VerbModule>
}

/** Every verb of `desk`, in the order of the help. */
export const verbs: Readonly<Record<string, Verb>> = {
  read: { summary: 'recognise what a patient shows', load: () => import('./read.ts') },
  check: { summary: 'tell whether a patient is covered', load: () => import('./check.ts') },
  verdict: { summary: 'apply the coverage rules to given facts', load: () => import('./verdict.ts') },
  demo: { summary: 'make the register of an invented region', load: () => import('./demo.ts') },
  load: { summary: 'load a register from JSON Lines', load: () => import('./load.ts') },
  register: { summary: 'tell what the local register holds', load: () => import('./register.ts') },
  settings: { summary: 'read and change the settings of the workstation', load: () => import('./settings.ts') },
  feed: { summary: 'publish a register as a signed feed', load: () => import('./feed.ts') },
  enrol: { summary: 'follow a register feed', load: () => import('./enrol.ts') },
  sync: { summary: 'bring the register up to date from its feed', load: () => import('./sync.ts') },
  bench: { summary: 'measure speed and size on this machine', load: () => import('./bench.ts') },
}

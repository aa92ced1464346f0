import type { Person } from '../../../src-shared/register/person.ts'
import type { Settings } from '../../../src-shared/settings.ts'

/** How a desk begins. */
export interface DeskStart {
  /** `demo`: a small demo region; `empty`: a new folder; `damaged`: the demo region with a damaged register file. */
  readonly register: 'demo' | 'empty' | 'damaged'
  /** The desk's clock; it stands still until it is set, or goes on from there. */
  readonly now: string
  readonly clock?: 'stands' | 'goes-on'
  readonly settings: Partial<Settings>
}

/** One row of the journal, newest last. */
export interface JournalRow {
  readonly id: number
  readonly asked: string | null
  readonly outcome: string | null
  readonly reasons: string | null
  readonly underlying: string | null
  readonly confirmation: string | null
  readonly withdraws: number | null
  readonly rechecks: number | null
}

/** An error that the host logged: its event and fields. */
export interface LoggedError {
  readonly event: string
  readonly fields: string
}

/** What can be asked of the process that hosts the desk, and what it answers. */
export interface Orders {
  open: { readonly input: DeskStart; readonly output: { readonly address: string } }
  address: { readonly input: null; readonly output: string }
  setNow: { readonly input: string; readonly output: null }
  /** Switches to the demo region as of an instant, with these people instead of those of the same id. */
  night: { readonly input: { readonly asOf: string; readonly people: readonly Person[] }; readonly output: null }
  setting: { readonly input: { readonly name: string; readonly value: unknown }; readonly output: null }
  journal: { readonly input: null; readonly output: readonly JournalRow[] }
  errors: { readonly input: null; readonly output: readonly LoggedError[] }
  /** Ends the web host as if its process had been stopped; the page loses its connection. */
  stopServing: { readonly input: null; readonly output: null }
  /** Serves again on the same port, as a restarted process does. */
  serveAgain: { readonly input: null; readonly output: null }
  close: { readonly input: null; readonly output: null }
}
export type OrderName = keyof Orders

export type OrderMessage = {
  readonly [Name in OrderName]: { readonly id: number; readonly order: Name; readonly input: Orders[Name]['input'] }
}[OrderName]
export type OrderAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string }

import type { CallFailure } from '../client.ts'
import type { ChangedAnswer } from '../../src-shared/changed-answer.ts'
import type { CalendarDate } from '../../src-shared/calendar.ts'
import type { CheckReply, CheckRequest, MethodInput, Shown } from '../../src-shared/contract.ts'
import type { Confirmation } from '../../src-shared/coverage/facts.ts'
import type { Language, Outcome } from '../../src-shared/coverage/verdict.ts'
import type { Item, UsableItem } from '../../src-shared/intake/item.ts'

/** One thing that a patient showed, as the screen keeps it until the patient leaves. */
export interface ShownThing {
  readonly id: number
  readonly shown: Shown
  /** What it was read as; null while nothing has answered yet. */
  readonly item: Item | null
}

export interface NewbornAnswer {
  readonly born: string
  readonly registered: string
}

/** Everything a check is asked with, so that it can be asked again with one thing more or less. */
export interface CheckQuestion {
  readonly things: readonly ShownThing[]
  readonly newborn: (NewbornAnswer & { readonly representative: ShownThing }) | null
  readonly candidate: string | null
  readonly confirmation: Confirmation | null
  /** The day it is about; null: the day on which it is asked. */
  readonly serviceDate: CalendarDate | null
}

/** The check on the screen. At most one of `reply` and `failure` is set; both are null while it runs. */
export interface OpenCheck {
  readonly ticket: number
  readonly question: CheckQuestion
  readonly reply: CheckReply | null
  readonly failure: CallFailure | null
}

/** What stands in the way of a check and is answered by a digit; the box stays free for the next scan. */
export type DeskQuestion =
  | { readonly kind: 'what-is-this'; readonly text: string; readonly everyKind: boolean; readonly scanned?: boolean }
  | { readonly kind: 'which-reading'; readonly shown: Shown; readonly candidates: readonly UsableItem[] }
  | { readonly kind: 'which-code'; readonly things: readonly ShownThing[] }
  | { readonly kind: 'confirm-item'; readonly thing: ShownThing }
  | { readonly kind: 'same-person' }

export type PanelName = 'shortcuts' | 'station' | 'scanner' | 'samples' | 'newborn' | 'changes'

/** The changed answers as they were fetched last; `failure`: why the last wish about them was not fulfilled. */
export interface ChangeList {
  /** What was to be fetched; another wish, or null, has it fetched anew. */
  readonly of: string | null
  readonly answers: readonly ChangedAnswer[]
  readonly failure: CallFailure | null
}

export interface RibbonEntry {
  readonly ticket: number
  readonly checkId: string | null
  /** ISO instant of the answer. */
  readonly at: string
  readonly outcome: Outcome
  /** Kind of the first thing shown; carries nothing about the person. */
  readonly item: Item['kind'] | null
  readonly documentType: number | null
  /** The personal part; null once it is forgotten. */
  readonly open: { readonly question: CheckQuestion; readonly reply: CheckReply } | null
  /** The personal part has left the screen, but can still be reopened. */
  readonly masked: boolean
  /** Epoch milliseconds at which the personal part is forgotten. */
  readonly hideAt: number
  readonly state: 'standing' | 'withdrawing' | 'withdrawn'
}

export type DeskMessage =
  | { readonly kind: 'withdrawn'; readonly at: string }
  | { readonly kind: 'withdraw-failed' }
  | { readonly kind: 'data-hidden' }
  | { readonly kind: 'newborn-incomplete' }
  | { readonly kind: 'scan-repeated' }

export interface DeskState {
  /** What stands in the box. */
  readonly text: string
  /** The next thing belongs to the same patient (F4). */
  readonly adding: boolean
  readonly readingPicture: boolean
  readonly current: OpenCheck | null
  readonly question: DeskQuestion | null
  readonly panel: PanelName | null
  /** Only while its panel is open, and then null until it is fetched. */
  readonly changes: ChangeList | null
  /** Newest first, at most ten. */
  readonly ribbon: readonly RibbonEntry[]
  readonly message: DeskMessage | null
  /** Epoch milliseconds at which personal data leave the screen; null where there are none. */
  readonly hideAt: number | null
}

export const initialDeskState: DeskState = {
  text: '',
  adding: false,
  readingPicture: false,
  current: null,
  question: null,
  panel: null,
  changes: null,
  ribbon: [],
  message: null,
  hideAt: null,
}

export const ribbonLength = 10

/** The contract takes no more things of one patient. */
export const mostThings = 8

/** The request of the contract for a question, in the language of the screen. */
export function toCheckRequest(question: CheckQuestion, language: Language): MethodInput<'check'> {
  const { newborn } = question
  return {
    shown: question.things.map((thing) => thing.shown),
    confirmation: question.confirmation,
    newborn: newborn === null ? null : { born: newborn.born, registered: newborn.registered, representative: newborn.representative.shown },
    candidate: question.candidate,
    serviceDate: question.serviceDate,
    language,
  }
}

/** The question of a request of the contract, as the screen keeps it. */
export function fromCheckRequest(request: CheckRequest, thingOf: (shown: Shown) => ShownThing): CheckQuestion {
  const { shown, newborn, candidate, confirmation, serviceDate } = request
  return {
    things: shown.map(thingOf),
    newborn: newborn === null ? null : { ...newborn, representative: thingOf(newborn.representative) },
    candidate,
    confirmation,
    serviceDate,
  }
}

/** True while what stands in the box belongs to somebody else than the verdict on the screen. */
export function isStale(state: DeskState): boolean {
  return state.text.trim() !== '' && !state.adding && state.panel !== 'newborn'
}

/** True where anything on the screen tells something about a patient. */
export function holdsPersonalData(state: DeskState): boolean {
  return (
    state.text !== '' ||
    state.current !== null ||
    state.question !== null ||
    (state.changes?.answers.length ?? 0) > 0 ||
    state.ribbon.some((entry) => entry.open !== null && !entry.masked)
  )
}

/** The newest check that can still be taken back, or null. */
export function withdrawable(state: DeskState): RibbonEntry | null {
  return state.ribbon.find((entry) => entry.state === 'standing' && entry.checkId !== null) ?? null
}

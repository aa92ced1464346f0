import { changeListReducer, withoutClosedList, type ChangeListAction } from '../changes/change-list.ts'
import type { CheckReply } from '../../src-shared/contract.ts'
import type { CallFailure } from '../client.ts'
import { assertNever } from '../../src-shared/result.ts'
import {
  holdsPersonalData,
  initialDeskState,
  mostThings,
  ribbonLength,
  type CheckQuestion,
  type DeskQuestion,
  type DeskState,
  type OpenCheck,
  type PanelName,
  type RibbonEntry,
} from './desk-state.ts'
import { forgetRefusedNumber, type Answered } from './refused-number.ts'

/** What can happen at the desk. Times are epoch milliseconds; `hideAfter` is in milliseconds. */
export type DeskAction =
  | { readonly type: 'typed'; readonly text: string; readonly now: number; readonly hideAfter: number }
  | {
      readonly type: 'check-started'
      readonly ticket: number
      readonly question: CheckQuestion
      readonly now: number
      readonly hideAfter: number
    }
  | {
      readonly type: 'check-answered'
      readonly ticket: number
      readonly question: CheckQuestion
      readonly reply: CheckReply
      readonly now: number
      readonly hideAfter: number
    }
  | { readonly type: 'check-failed'; readonly ticket: number; readonly failure: CallFailure }
  | { readonly type: 'asked'; readonly question: DeskQuestion; readonly now: number; readonly hideAfter: number }
  | { readonly type: 'question-closed' }
  | { readonly type: 'every-kind-shown' }
  | { readonly type: 'adding-switched' }
  | { readonly type: 'newborn-incomplete' }
  | { readonly type: 'scan-repeated' }
  /** The last scan was only the beginning of one; `ticket` of its check, if it had one. The screen is as it was before. */
  | { readonly type: 'scan-discarded'; readonly ticket: number | null; readonly before: DeskState }
  | { readonly type: 'picture-reading' }
  | { readonly type: 'picture-read' }
  | { readonly type: 'panel-switched'; readonly panel: PanelName }
  | { readonly type: 'panel-closed' }
  | ChangeListAction
  | { readonly type: 'escaped' }
  | { readonly type: 'activity'; readonly now: number; readonly hideAfter: number }
  | { readonly type: 'ticked'; readonly now: number }
  | { readonly type: 'reopened'; readonly ticket: number; readonly now: number; readonly hideAfter: number }
  | { readonly type: 'withdrawing'; readonly ticket: number }
  | { readonly type: 'withdrawn'; readonly ticket: number }
  | { readonly type: 'withdraw-failed'; readonly ticket: number }

/** The next state of the desk. Pure: the clock comes with the action. */
export function deskReducer(state: DeskState, action: DeskAction): DeskState {
  return withoutClosedList(reduced(state, action))
}

function reduced(state: DeskState, action: DeskAction): DeskState {
  switch (action.type) {
    case 'typed':
      return typed(state, action.text, action.now + action.hideAfter)
    case 'check-started':
      return {
        ...state,
        text: '',
        adding: false,
        question: null,
        panel: null,
        message: null,
        current: { ticket: action.ticket, question: action.question, reply: null, failure: null },
        hideAt: action.now + action.hideAfter,
      }
    case 'check-answered':
      return answered(state, action.ticket, forgetRefusedNumber(action.question, action.reply), action.now + action.hideAfter)
    case 'check-failed':
      return state.current?.ticket === action.ticket ? { ...state, current: { ...state.current, failure: action.failure } } : state
    case 'asked':
      return {
        ...state,
        text: action.question.kind === 'same-person' ? state.text : '',
        question: action.question,
        panel: state.panel === 'newborn' ? 'newborn' : null,
        message: null,
        hideAt: action.now + action.hideAfter,
      }
    case 'question-closed':
      return closeQuestion(state)
    case 'every-kind-shown':
      return state.question?.kind === 'what-is-this' ? { ...state, question: { ...state.question, everyKind: true } } : state
    case 'adding-switched':
      return canAdd(state) ? { ...state, adding: !state.adding, panel: null, question: null, message: null } : state
    case 'newborn-incomplete':
      return { ...state, message: { kind: 'newborn-incomplete' } }
    case 'scan-repeated':
      return { ...state, message: { kind: 'scan-repeated' } }
    case 'scan-discarded':
      return scanDiscarded(state, action.ticket, action.before)
    case 'picture-reading':
      return { ...state, readingPicture: true, message: null }
    case 'picture-read':
      return { ...state, readingPicture: false }
    case 'panel-switched':
      return { ...state, panel: state.panel === action.panel ? null : action.panel, question: null, message: null, adding: false }
    case 'panel-closed':
      return { ...state, panel: null }
    case 'changes-listed':
    case 'changes-failed':
    case 'changes-stale':
      return changeListReducer(state, action)
    case 'escaped':
      return escaped(state)
    case 'activity':
      return prolonged(state, action.now + action.hideAfter)
    case 'ticked':
      return ticked(state, action.now)
    case 'reopened':
      return reopened(state, action.ticket, action.now + action.hideAfter)
    case 'withdrawing':
      return { ...state, ribbon: withEntryState(state.ribbon, action.ticket, 'withdrawing'), message: null }
    case 'withdrawn':
      return withdrawn(state, action.ticket)
    case 'withdraw-failed':
      return { ...state, ribbon: withEntryState(state.ribbon, action.ticket, 'standing'), message: { kind: 'withdraw-failed' } }
    default:
      return assertNever(action)
  }
}

function canAdd(state: DeskState): boolean {
  return state.adding || (state.current !== null && state.current.question.things.length < mostThings)
}

/** Whole seconds are enough: not every key need draw the screen anew. */
function prolonged(state: DeskState, hideAt: number): DeskState {
  return state.hideAt === null || hideAt - state.hideAt < 1_000 ? state : { ...state, hideAt }
}

/** Typing for the next patient closes what was asked about this one: nothing open may swallow a scan. */
function typed(state: DeskState, text: string, hideAt: number): DeskState {
  // The scanner's panel shows what becomes of what the scanner sends, also before it is known to be a scan.
  const keepsPanel = state.panel === 'newborn' || state.panel === 'scanner' || text === ''
  const keepsQuestion = text === '' || state.question?.kind === 'same-person'
  return {
    ...state,
    text,
    panel: keepsPanel ? state.panel : null,
    question: keepsQuestion ? state.question : null,
    message: null,
    hideAt: text === '' && !holdsPersonalData({ ...state, text }) ? null : hideAt,
  }
}

/**
 * An answer always reaches the ribbon, because the journal has it; it reaches the middle of the screen only while its
 * question is still the current one. After Esc it comes masked.
 */
function answered(state: DeskState, ticket: number, open: Answered, hideAt: number): DeskState {
  const entry = ribbonEntry(ticket, open, hideAt)
  const add = (added: RibbonEntry) => [added, ...state.ribbon].slice(0, ribbonLength)
  if (state.current === null) return { ...state, ribbon: add({ ...entry, masked: true }) }
  if (state.current.ticket !== ticket) return { ...state, ribbon: add(entry) }
  const current: OpenCheck = { ...state.current, question: open.question, reply: open.reply, failure: null }
  return { ...state, ribbon: add(entry), current, hideAt }
}

function ribbonEntry(ticket: number, open: Answered, hideAt: number): RibbonEntry {
  const { checkId, at, verdict, items } = open.reply
  const first = items[0] ?? null
  return {
    ticket,
    checkId,
    at,
    outcome: verdict.outcome,
    item: first?.kind ?? null,
    documentType: first?.kind === 'document' || first?.kind === 'mrz' ? first.type : null,
    open,
    masked: false,
    hideAt,
    state: 'standing',
  }
}

/** What was typed comes back into the box when its question is dismissed. */
function closeQuestion(state: DeskState): DeskState {
  const text = state.question?.kind === 'what-is-this' && state.text === '' ? state.question.text : state.text
  return { ...state, question: null, text }
}

/**
 * Esc steps back through what is open; pressed on the answer itself, it takes every personal datum off the screen. Earlier checks
 * can be reopened until their own time is up.
 */
function escaped(state: DeskState): DeskState {
  if (state.question !== null) return closeQuestion(state)
  if (state.panel === 'newborn' && state.text !== '') return { ...state, text: '' }
  if (state.panel !== null && state.text === '') return { ...state, panel: null }
  if (state.adding && state.text === '') return { ...state, adding: false }
  return cleared(
    state,
    state.ribbon.map((entry) => ({ ...entry, masked: true })),
  )
}

function cleared(state: DeskState, ribbon: readonly RibbonEntry[]): DeskState {
  return { ...initialDeskState, panel: holdsPatient(state.panel) ? null : state.panel, ribbon }
}

function holdsPatient(panel: PanelName | null): boolean {
  return panel === 'newborn' || panel === 'changes'
}

function ticked(state: DeskState, now: number): DeskState {
  if (state.hideAt !== null && now >= state.hideAt)
    return {
      ...cleared(
        state,
        withoutPersonalPart(state.ribbon, () => true),
      ),
      message: { kind: 'data-hidden' },
    }
  const shown = state.current?.ticket
  if (!state.ribbon.some((entry) => isDue(entry, shown, now))) return state
  return { ...state, ribbon: withoutPersonalPart(state.ribbon, (entry) => isDue(entry, shown, now)) }
}

/** The entry of the check on the screen leaves together with it. */
function isDue(entry: RibbonEntry, shown: number | undefined, now: number): boolean {
  return entry.open !== null && entry.ticket !== shown && now >= entry.hideAt
}

function reopened(state: DeskState, ticket: number, hideAt: number): DeskState {
  const entry = state.ribbon.find((candidate) => candidate.ticket === ticket)
  if (entry === undefined || entry.open === null) return state
  return {
    ...state,
    text: '',
    adding: false,
    question: null,
    panel: null,
    message: null,
    current: { ticket, question: entry.open.question, reply: entry.open.reply, failure: null },
    ribbon: state.ribbon.map((candidate) => (candidate.ticket === ticket ? { ...candidate, masked: false, hideAt } : candidate)),
    hideAt,
  }
}

function withdrawn(state: DeskState, ticket: number): DeskState {
  const entry = state.ribbon.find((candidate) => candidate.ticket === ticket)
  const ribbon = withoutPersonalPart(withEntryState(state.ribbon, ticket, 'withdrawn'), (candidate) => candidate.ticket === ticket)
  const isShown = state.current?.ticket === ticket
  const next: DeskState = {
    ...state,
    ribbon,
    current: isShown ? null : state.current,
    question: isShown ? null : state.question,
    adding: isShown ? false : state.adding,
    message: entry === undefined ? state.message : { kind: 'withdrawn', at: entry.at },
  }
  return holdsPersonalData(next) ? next : { ...next, hideAt: null }
}

/** What the check before has answered meanwhile stands in the ribbon. */
function scanDiscarded(state: DeskState, ticket: number | null, before: DeskState): DeskState {
  const ribbon = state.ribbon.filter((entry) => entry.ticket !== ticket)
  const answer = ribbon.find((entry) => entry.ticket === before.current?.ticket)?.open ?? null
  const current = answer === null || before.current === null ? before.current : { ...before.current, ...answer }
  return { ...before, current, ribbon, readingPicture: state.readingPicture }
}

function withEntryState(ribbon: readonly RibbonEntry[], ticket: number, state: RibbonEntry['state']): readonly RibbonEntry[] {
  return ribbon.map((entry) => (entry.ticket === ticket ? { ...entry, state } : entry))
}

function withoutPersonalPart(ribbon: readonly RibbonEntry[], isMeant: (entry: RibbonEntry) => boolean): readonly RibbonEntry[] {
  return ribbon.map((entry) => (isMeant(entry) && entry.open !== null ? { ...entry, open: null } : entry))
}

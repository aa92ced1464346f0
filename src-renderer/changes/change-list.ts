import type { ChangedAnswer } from '../../src-shared/changed-answer.ts'
import type { CallFailure } from '../client.ts'
import { holdsPersonalData, type DeskState } from '../desk/desk-state.ts'

/** What can happen to the list of changed answers. `of`: the wish that is answered. Times are milliseconds. */
export type ChangeListAction =
  | {
      readonly type: 'changes-listed'
      readonly of: string
      readonly answers: readonly ChangedAnswer[]
      readonly now: number
      readonly hideAfter: number
    }
  /** `of` null: not the list itself failed, but what was wished about one answer. */
  | { readonly type: 'changes-failed'; readonly of: string | null; readonly failure: CallFailure }
  /** Something of it has changed: it has to be fetched anew. */
  | { readonly type: 'changes-stale' }

/** The next state of the list; nothing where its panel was closed meanwhile. */
export function changeListReducer(state: DeskState, action: ChangeListAction): DeskState {
  if (state.panel !== 'changes') return state
  const before = state.changes ?? { of: null, answers: [], failure: null }
  switch (action.type) {
    case 'changes-listed':
      return listed(state, action.of, action.answers, action.now + action.hideAfter)
    case 'changes-failed':
      return { ...state, changes: { ...before, of: action.of ?? before.of, failure: action.failure } }
    case 'changes-stale':
      return { ...state, changes: { ...before, of: null, failure: null } }
  }
}

/** What is listed leaves the screen with its panel. */
export function withoutClosedList(state: DeskState): DeskState {
  if (state.changes === null || state.panel === 'changes') return state
  const next: DeskState = { ...state, changes: null }
  return holdsPersonalData(next) ? next : { ...next, hideAt: null }
}

/** A list that is fetched anew, because a register or somebody else changed it, stays no longer on the screen for that. */
function listed(state: DeskState, of: string, answers: readonly ChangedAnswer[], hideAt: number): DeskState {
  const next: DeskState = { ...state, changes: { of, answers, failure: null } }
  if (!holdsPersonalData(next)) return { ...next, hideAt: null }
  const isFirst = (state.changes?.answers.length ?? 0) === 0
  return isFirst || state.hideAt === null ? { ...next, hideAt } : next
}

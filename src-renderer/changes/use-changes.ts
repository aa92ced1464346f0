import { useEffect, type Dispatch, type RefObject } from 'react'
import type { ScreenBridge } from '../bridge.ts'
import { callMethod } from '../client.ts'
import type { CheckRequest } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { DeskState } from '../desk/desk-state.ts'
import type { ChangeListAction } from './change-list.ts'

interface ChangesParts {
  /** `changedAnswers`: how many the program counts; the list is fetched anew when that changes. */
  readonly surroundings: { readonly bridge: ScreenBridge; readonly language: Language; readonly changedAnswers: number }
  readonly isOpen: boolean
  /** `ChangeList.of` of the list on the screen. */
  readonly fetched: string | null
  readonly latest: RefObject<{ readonly state: DeskState }>
  readonly dispatch: Dispatch<ChangeListAction>
  readonly clock: () => { readonly now: number; readonly hideAfter: number }
  /** Checks the question anew, as the current one. */
  readonly onQuestion: (request: CheckRequest) => void
}

export interface ChangesCommands {
  open(id: string): void
  putAside(id: string): void
}

/** The list of changed answers while its panel is open; the screen holds nothing of it at any other time. */
export function useChanges({ surroundings, isOpen, fetched, latest, dispatch, clock, onQuestion }: ChangesParts): ChangesCommands {
  const { bridge, language, changedAnswers } = surroundings
  const wish = `${language} ${changedAnswers}`
  const wanted = isOpen && fetched !== wish ? wish : null

  useEffect(() => {
    if (wanted === null) return undefined
    let left = false
    void callMethod(bridge, 'recheck.changed', { language }).then((answer) => {
      if (left) return
      if (answer.ok) dispatch({ type: 'changes-listed', of: wanted, answers: answer.value, ...clock() })
      else dispatch({ type: 'changes-failed', of: wanted, failure: answer.error })
    })
    return () => {
      left = true
    }
  }, [bridge, language, wanted, dispatch, clock])

  async function open(id: string): Promise<void> {
    const answer = await callMethod(bridge, 'recheck.open', { id })
    // Somebody else is being served meanwhile, or the data have left the screen: that is not undone.
    if (latest.current.state.panel !== 'changes') return
    if (!answer.ok) dispatch({ type: 'changes-failed', of: null, failure: answer.error })
    else if (answer.value === null) dispatch({ type: 'changes-stale' })
    else onQuestion(answer.value)
  }

  async function putAside(id: string): Promise<void> {
    const answer = await callMethod(bridge, 'recheck.seen', { id })
    dispatch(answer.ok ? { type: 'changes-stale' } : { type: 'changes-failed', of: null, failure: answer.error })
  }

  return { open: (id) => void open(id), putAside: (id) => void putAside(id) }
}

import { useCallback, useEffect, useReducer, useRef } from 'react'
import { flushSync } from 'react-dom'
import { callMethod } from '../client.ts'
import type { ScreenBridge } from '../bridge.ts'
import type { DemoSample, RegisterState, Shown } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { misreadGuard } from '../../src-shared/intake/misread-guard.ts'
import type { Settings } from '../../src-shared/settings.ts'
import { useChanges } from '../changes/use-changes.ts'
import { arrivalOf, recentMilliseconds, type RecentThing } from '../camera/presentation.ts'
import type { SeenCode } from '../scan/camera-messages.ts'
import { readPicture } from '../scan/picture-reader.ts'
import { shownFromCode } from '../scan/shown-from-code.ts'
import { openRepeatGuard } from '../scanner/repeat-guard.ts'
import { useLatest } from '../ui/use-latest.ts'
import { playOutcome } from '../ui/sounds.ts'
import { deskReducer } from './desk-reducer.ts'
import {
  fromCheckRequest,
  initialDeskState,
  toCheckRequest,
  withdrawable,
  type CheckQuestion,
  type DeskQuestion,
  type DeskState,
  type NewbornAnswer,
  type PanelName,
  type ShownThing,
} from './desk-state.ts'
import { asItIsChoice, everyKindChoice, kindOfChoice, samePersonReason } from './choices.ts'
import { nextStepFor } from './next-step.ts'
import { isOutdated, questionAgain } from './outdated.ts'
import { readShown, type ReadingOptions } from './reading.ts'
import { shownFromReading } from './shown-things.ts'

export interface DeskCommands {
  type(text: string): void
  /** Checks what stands in the box. */
  submit(): void
  /** Takes a thing as if it had just been scanned. */
  show(shown: Shown): void
  /** Takes what a hand-held scanner has read. The same once more within 3 s, with its answer still there, is told of and not checked again. */
  scan(shown: Shown): void
  /** The last scan was only the beginning of one: nothing of it stays on the screen, and its check is withdrawn. */
  discardScan(): void
  showPicture(file: Blob): void
  /** Takes codes that the camera has read. Returns false where they change nothing: they are here already. */
  showSeen(codes: readonly SeenCode[]): boolean
  trySample(sample: DemoSample): void
  removeThing(id: number): void
  choose(choice: string): void
  askWhatIsThis(): void
  askSamePerson(): void
  closeQuestion(): void
  switchAdding(): void
  switchPanel(panel: PanelName): void
  closePanel(): void
  setNewborn(answer: NewbornAnswer | null): void
  escape(): void
  reopen(ticket: number): void
  withdraw(): void
  checkAgain(): void
  /** Checks the question of a changed answer anew. */
  openChanged(id: string): void
  /** «Понятно»: takes a changed answer off the list. */
  putAside(id: string): void
  activity(): void
}

export interface DeskSurroundings {
  readonly bridge: ScreenBridge
  readonly settings: Settings
  readonly language: Language
  readonly reading: ReadingOptions
  /** How many changed answers the program counts. */
  readonly changedAnswers: number
  readonly register: RegisterState
}

/** What is needed to undo a scan. `ticket` is the last one after it, `earlier` before it: they are equal where it was not checked. */
interface LastScan {
  readonly before: DeskState
  readonly newborn: NewbornAnswer | null
  readonly earlier: number
  readonly ticket: number
}

const nobody: CheckQuestion = { things: [], newborn: null, candidate: null, confirmation: null, serviceDate: null }
const tickMilliseconds = 1_000

/** The desk's state and everything that can be done at it. Effects live here; what follows from them is the reducer's. */
export function useDesk(surroundings: DeskSurroundings): { readonly state: DeskState; readonly commands: DeskCommands } {
  const [state, dispatch] = useReducer(deskReducer, initialDeskState)
  const latest = useLatest({ state, surroundings })
  const lastThing = useRef(0)
  const lastTicket = useRef(0)
  const newborn = useRef<NewbornAnswer | null>(null)
  const repeats = useRef(openRepeatGuard())
  const lastScan = useRef<LastScan | null>(null)
  const discarded = useRef(new Set<number>())
  const recent = useRef<readonly RecentThing[]>([])

  const hideAfter = surroundings.settings.hideAfterSeconds * 1_000
  const clock = useCallback(() => ({ now: Date.now(), hideAfter }), [hideAfter])

  useEffect(() => {
    const timer = setInterval(() => {
      const now = Date.now()
      recent.current = recent.current.filter(({ at }) => now - at < recentMilliseconds)
      dispatch({ type: 'ticked', now })
    }, tickMilliseconds)
    return () => clearInterval(timer)
  }, [])

  async function check(question: CheckQuestion): Promise<void> {
    const { bridge, settings, language } = latest.current.surroundings
    const ticket = ++lastTicket.current
    dispatch({ type: 'check-started', ticket, question, ...clock() })
    const answer = await callMethod(bridge, 'check', toCheckRequest(question, language))
    if (discarded.current.has(ticket)) {
      if (answer.ok && answer.value.checkId !== null) await withdrawDiscarded(ticket, answer.value.checkId)
      return
    }
    const isAwaited = latest.current.state.current?.ticket === ticket
    if (answer.ok) dispatch({ type: 'check-answered', ticket, question, reply: answer.value, ...clock() })
    else dispatch({ type: 'check-failed', ticket, failure: answer.error })
    // The sound of an answer that is not on the screen would be taken for the one that is.
    if (!settings.sounds || !isAwaited) return
    if (answer.ok) playOutcome(answer.value.verdict.outcome, misreadGuard(answer.value.verdict))
    else playOutcome('not-checked')
  }

  const changes = useChanges({
    surroundings,
    isOpen: state.panel === 'changes',
    fetched: state.changes?.of ?? null,
    latest,
    dispatch,
    clock,
    onQuestion: (request) => void check(fromCheckRequest(request, thingOf)),
  })

  function thingOf(shown: Shown): ShownThing {
    return { id: ++lastThing.current, shown, item: readShown(shown, latest.current.surroundings.reading) }
  }

  function remember(things: readonly ShownThing[], isSeen: boolean): void {
    const at = Date.now()
    const young = recent.current.filter((one) => at - one.at < recentMilliseconds)
    recent.current = [...young, ...things.map((thing) => ({ thing, at, isSeen }))]
  }

  /** Puts a thing to the patient whom it belongs to and checks; `newborn` first, then F4, else it is the next patient. */
  function checkThing(thing: ShownThing): void {
    const { current, adding, panel } = latest.current.state
    remember([thing], false)
    if (panel === 'newborn') {
      if (newborn.current === null) {
        dispatch({ type: 'newborn-incomplete' })
        return
      }
      const own = current?.question.things ?? []
      void check({ ...nobody, things: own, newborn: { ...newborn.current, representative: thing } })
      return
    }
    const before = adding && current !== null ? current.question : nobody
    const things = [...before.things, thing]
    void check({ ...before, things, confirmation: null })
  }

  /** What a thing needs before it can be checked: a question, or nothing. */
  function take(thing: ShownThing): void {
    const question = nextStepFor(thing)
    if (question === null) checkThing(thing)
    else dispatch({ type: 'asked', question, ...clock() })
  }

  function takeScan(shown: Shown): void {
    const { state: before } = latest.current
    const own = { before, newborn: newborn.current, earlier: lastTicket.current }
    if (repeats.current.isRepeat(shown, clock().now, before)) dispatch({ type: 'scan-repeated' })
    else take(thingOf(shown))
    lastScan.current = { ...own, ticket: lastTicket.current }
  }

  function discardScan(): void {
    const scan = lastScan.current
    lastScan.current = null
    // Something else was checked since then: it is not touched.
    if (scan === null || lastTicket.current > scan.ticket) return
    const { before, ticket } = scan
    const checkId = latest.current.state.ribbon.find((entry) => entry.ticket === ticket)?.checkId ?? null
    const hasChecked = ticket > scan.earlier
    if (hasChecked) discarded.current.add(ticket)
    // What comes next goes to the patient, and into the form, that were open before.
    flushSync(() => dispatch({ type: 'scan-discarded', ticket: hasChecked ? ticket : null, before }))
    newborn.current = scan.newborn
    if (hasChecked && checkId !== null) void withdrawDiscarded(ticket, checkId)
  }

  async function withdrawDiscarded(ticket: number, checkId: string): Promise<void> {
    const answer = await callMethod(latest.current.surroundings.bridge, 'check.withdraw', { checkId })
    if (!answer.ok) dispatch({ type: 'withdraw-failed', ticket })
  }

  async function takePicture(file: Blob): Promise<void> {
    dispatch({ type: 'picture-reading' })
    const codes = await readPicture(file)
    dispatch({ type: 'picture-read' })
    if (typeof codes === 'string') {
      checkThing(thingOf({ unread: codes }))
      return
    }
    const things = codes.map((code) => thingOf(shownFromCode(code)))
    const readable = things.filter((thing) => thing.item !== null && thing.item.kind !== 'unrecognised')
    const usable = readable.length > 0 ? readable : things.slice(0, 1)
    const [only] = usable
    if (only !== undefined && usable.length === 1) take(only)
    else dispatch({ type: 'asked', question: { kind: 'which-code', things: usable }, ...clock() })
  }

  function takeSeen(codes: readonly SeenCode[]): boolean {
    const seen = codes.map((code) => ({ thing: thingOf(shownFromCode(code)), isBeside: code.isBeside }))
    const fresh = seen.filter(({ isBeside }) => !isBeside).map(({ thing }) => thing)
    const beside = seen.filter(({ isBeside }) => isBeside).map(({ thing }) => thing)
    const arrival = arrivalOf({ fresh, beside }, recent.current, Date.now(), latest.current.state.adding)
    remember([...beside, ...fresh], true)
    switch (arrival.kind) {
      case 'nothing':
        return false
      case 'take':
        take(arrival.thing)
        return true
      case 'ask':
        dispatch({ type: 'asked', question: { kind: 'which-code', things: arrival.things }, ...clock() })
        return true
    }
  }

  async function withdraw(): Promise<void> {
    const entry = withdrawable(latest.current.state)
    if (entry === null || entry.checkId === null) return
    dispatch({ type: 'withdrawing', ticket: entry.ticket })
    const answer = await callMethod(latest.current.surroundings.bridge, 'check.withdraw', { checkId: entry.checkId })
    dispatch({ type: answer.ok ? 'withdrawn' : 'withdraw-failed', ticket: entry.ticket })
  }

  function choose(choice: string): void {
    const { question, current } = latest.current.state
    if (question === null && latest.current.state.panel === 'changes') {
      changes.open(choice)
      return
    }
    if (question === null) {
      if (current !== null) void check({ ...current.question, candidate: choice, confirmation: null })
      return
    }
    switch (question.kind) {
      case 'what-is-this':
        chooseKind(question, choice)
        return
      case 'which-reading': {
        const candidate = question.candidates[Number(choice)]
        if (candidate !== undefined) checkThing(thingOf(shownFromReading(candidate)))
        return
      }
      case 'which-code': {
        const thing = question.things[Number(choice)]
        if (thing !== undefined) take(thing)
        return
      }
      case 'confirm-item':
        if (choice === 'yes') checkThing({ ...question.thing, shown: { ...question.thing.shown, confirmed: true } })
        else dispatch({ type: 'question-closed' })
        return
      case 'same-person':
        confirmSamePerson(choice)
    }
  }

  function chooseKind({ text, scanned }: Extract<DeskQuestion, { readonly kind: 'what-is-this' }>, choice: string): void {
    if (choice === everyKindChoice) {
      dispatch({ type: 'every-kind-shown' })
      return
    }
    const as = kindOfChoice(choice)
    if (as !== null) checkThing(thingOf({ text, as }))
    else if (choice === asItIsChoice) checkThing(thingOf(scanned === true ? { text, scanned } : { text }))
  }

  function confirmSamePerson(choice: string): void {
    const { current } = latest.current.state
    const reason = samePersonReason(choice)
    const differing = current?.reply?.verdict.match?.differences.find((difference) => difference.result === 'different')
    if (current === null || reason === null || differing === undefined) return
    const confirmed = { ...current, question: { ...current.question, confirmation: { field: differing.field, reason } } }
    void check(questionAgain(confirmed, latest.current.surroundings.register))
  }

  function checkAgain(): void {
    const { state: shown, surroundings: now } = latest.current
    if (shown.current !== null) void check(questionAgain(shown.current, now.register))
  }

  /** The answer on the screen, where the register is another one since. */
  function checkOutdated(): void {
    const { state: shown, surroundings: now } = latest.current
    if (shown.panel === null && isOutdated(shown.current?.reply ?? null, now.register)) checkAgain()
  }

  const commands: DeskCommands = {
    type: (text) => dispatch({ type: 'typed', text, ...clock() }),
    submit() {
      const { text, question } = latest.current.state
      if (text.trim() !== '') take(thingOf({ text }))
      else if (question?.kind === 'what-is-this') choose(asItIsChoice)
      else if (latest.current.state.current === null && question === null) checkThing(thingOf({ text: '' }))
      else if (question === null) checkOutdated()
    },
    show: (shown) => take(thingOf(shown)),
    scan: takeScan,
    discardScan,
    showPicture: (file) => void takePicture(file),
    showSeen: takeSeen,
    trySample(sample) {
      const first: Shown = sample.as === null ? { text: sample.text } : { text: sample.text, as: sample.as }
      if (sample.also.length === 0) take(thingOf(first))
      else void check({ ...nobody, things: [first, ...sample.also.map((text): Shown => ({ text }))].map(thingOf) })
    },
    removeThing(id) {
      const { current } = latest.current.state
      const things = current?.question.things.filter((thing) => thing.id !== id) ?? []
      if (current === null || things.length === 0) dispatch({ type: 'escaped' })
      else void check({ ...current.question, things, candidate: null, confirmation: null })
    },
    choose,
    askWhatIsThis() {
      const { text, current } = latest.current.state
      const last = current?.question.things.at(-1)?.shown
      const asked = text.trim() !== '' ? text : last !== undefined && 'text' in last ? last.text : null
      if (asked !== null) dispatch({ type: 'asked', question: { kind: 'what-is-this', text: asked, everyKind: false }, ...clock() })
    },
    askSamePerson() {
      if (latest.current.state.current?.reply?.verdict.confirmable === true) {
        dispatch({ type: 'asked', question: { kind: 'same-person' }, ...clock() })
      }
    },
    closeQuestion: () => dispatch({ type: 'question-closed' }),
    switchAdding: () => dispatch({ type: 'adding-switched' }),
    switchPanel: (panel) => dispatch({ type: 'panel-switched', panel }),
    closePanel: () => dispatch({ type: 'panel-closed' }),
    setNewborn(answer) {
      newborn.current = answer
    },
    escape: () => dispatch({ type: 'escaped' }),
    reopen: (ticket) => dispatch({ type: 'reopened', ticket, ...clock() }),
    withdraw: () => void withdraw(),
    checkAgain,
    openChanged: changes.open,
    putAside: changes.putAside,
    activity: () => dispatch({ type: 'activity', ...clock() }),
  }
  return { state, commands }
}

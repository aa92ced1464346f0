import { epochMilliseconds } from '../../src-shared/calendar.ts'
import { keptAnswer } from '../../src-main/app/recheck.ts'
import type { Journal, JournalEntry, RecheckStep, RenewedQuestion, WaitingQuestion } from '../../src-main/app/ports.ts'

interface Listed {
  readonly hash: string
  readonly waiting: WaitingQuestion
  readonly renewed: RenewedQuestion['renewed'] | null
  readonly settled: boolean
  readonly isOpened: boolean
}

interface FakeQuestionList extends Pick<Journal, 'waiting' | 'renewed'> {
  has(id: string): boolean
  recorded(id: string, entry: JournalEntry, extras: Parameters<Journal['record']>[1]): void
  withdrawn(id: string): void
  askedAgain(id: string, proof: string, entry: JournalEntry, step: RecheckStep): void
  opened(id: string): void
  seen(id: string): void
}

/** The list of questions of a journal in memory. */
export function fakeQuestionList(): FakeQuestionList {
  const listed = new Map<string, Listed>()
  const isKept = (one: Listed, since: string): boolean => epochMilliseconds(one.waiting.askedAt) >= epochMilliseconds(since)
  return {
    has: (id) => listed.has(id),
    recorded(id, entry, { recheck, answered }) {
      const hash = Buffer.from(entry.questionHash).toString('hex')
      if (answered || recheck !== null) {
        for (const [other, one] of listed) if (one.hash === hash && one.renewed === null) listed.delete(other)
      }
      if (recheck === null) return
      const waiting = { id, askedAt: entry.at, question: recheck, told: keptAnswer(entry), askedOn: null }
      listed.set(id, { hash, waiting, renewed: null, settled: false, isOpened: false })
    },
    withdrawn: (id) => void listed.delete(id),
    askedAgain(id, proof, entry, step) {
      const one = listed.get(id)
      if (one === undefined || step.kind === 'unanswered') return
      const waiting = { ...one.waiting, askedOn: entry.asOf }
      const renewed = { ...keptAnswer(entry), id: proof, at: entry.at }
      if (step.kind === 'changed') listed.set(id, { ...one, waiting, renewed, settled: step.settled, isOpened: false })
      else if (one.isOpened) listed.set(id, { ...one, waiting, renewed, settled: step.kind === 'same' })
      else if (step.kind === 'same') listed.delete(id)
      else listed.set(id, { ...one, waiting, renewed: null })
    },
    waiting({ after, since, limit }) {
      const place = after === null ? 0 : [...listed.keys()].indexOf(after) + 1
      const from = [...listed.values()].slice(place)
      return from
        .filter((one) => isKept(one, since))
        .slice(0, limit)
        .map((one) => one.waiting)
    },
    renewed({ since, limit }) {
      const raised = [...listed.values()].flatMap((one) =>
        one.renewed === null || !isKept(one, since) ? [] : [{ ...one.waiting, renewed: one.renewed, isOpened: one.isOpened }],
      )
      return raised.toReversed().slice(0, limit)
    },
    opened(id) {
      for (const [check, one] of listed) {
        if (one.renewed?.id === id) listed.set(check, { ...one, waiting: { ...one.waiting, told: one.renewed }, isOpened: true })
      }
    },
    seen(id) {
      for (const [check, one] of listed) {
        if (one.renewed?.id !== id) continue
        if (one.settled) listed.delete(check)
        else listed.set(check, { ...one, waiting: { ...one.waiting, told: one.renewed }, renewed: null, isOpened: false })
      }
    },
  }
}

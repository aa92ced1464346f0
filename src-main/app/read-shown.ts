import type { Shown } from '../../src-shared/contract.ts'
import type { CalendarDate } from '../../src-shared/calendar.ts'
import type { InputProblem, Item, UsableItem } from '../../src-shared/intake/item.ts'
import { asScanned } from '../../src-shared/intake/misread-guard.ts'
import { unread } from '../../src-shared/intake/problem-detail.ts'
import { readItem } from '../../src-shared/intake/read-item.ts'
import type { Settings } from '../../src-shared/settings.ts'

/** What was recognised, and what of it a check may use. */
export interface Reading {
  /** One item per thing shown, in order. */
  readonly items: readonly Item[]
  /** The first reason why a thing shown cannot be used; then `presented` is empty, for a half-read question is not answered. */
  readonly problem: InputProblem | null
  readonly presented: readonly UsableItem[]
}

/**
 * Reads everything that one patient shows (coverage rules §2 step 1). One unread thing makes the whole question unread: it may
 * belong to another person, and leaving it out silently could turn a contradiction green. Items that ask first count as
 * `input-ambiguous` until they are confirmed.
 */
export function readShown(shown: readonly Shown[], settings: Settings, today: CalendarDate): Reading {
  const items = shown.map((thing) => readOne(thing, settings, today))
  const presented: UsableItem[] = []
  let problem: InputProblem | null = null
  items.forEach((item, index) => {
    const thing = shown[index]
    const use = usable(item, thing !== undefined && !('unread' in thing) && thing.confirmed === true)
    if (typeof use === 'string') problem ??= use
    else presented.push(use)
  })
  return { items, problem, presented: problem === null ? presented : [] }
}

function readOne(thing: Shown, settings: Settings, today: CalendarDate): Item {
  if ('unread' in thing) return unread('misread', thing.unread)
  const options = {
    today,
    enpCheckDigit: settings.enpCheckDigit,
    uncheckableSnils: settings.uncheckableSnils,
    ...(thing.as === undefined ? {} : { as: thing.as }),
  }
  const item =
    'text' in thing
      ? readItem({ text: thing.text }, options)
      : readItem({ bytes: new Uint8Array(Buffer.from(thing.base64, 'base64')) }, options)
  return thing.scanned === true ? asScanned(item) : item
}

function usable(item: Item, confirmed: boolean): UsableItem | InputProblem {
  if (item.kind === 'unrecognised') return item.reason
  if (item.kind === 'several-candidates') return 'input-ambiguous'
  if ('confirm' in item && item.confirm && !confirmed) return 'input-ambiguous'
  return item
}

import { describe, expect, it } from 'vitest'
import { listHeader } from '../../../src-main/feed/publish/list-header.ts'
import type { HeaderOrder } from '../../../src-main/feed/publish/list-header.ts'
import type { Published } from '../../../src-main/feed/publish/state-folder.ts'

const weak = (asOf: string) => ({ asOf, carriesPolicies: false })
const strong = (asOf: string) => ({ asOf, carriesPolicies: true })

/** What was published on 10 August; `null`: from no file of a register source. */
function former(hasStatuses: boolean | null): Published {
  const dataset = { scope: 'then', version: 'v10', asOf: '2024-08-10T00:00:00Z' } as Published['dataset']
  const sources = hasStatuses === null ? null : { hasStatuses, accepted: [], hashes: [], classifiers: [] }
  return { dataset, sources } as unknown as Published
}

function header(order: Partial<HeaderOrder>) {
  const made = listHeader({
    dataset: 'demo-feed',
    scope: 'here',
    base: null,
    lists: [],
    former: null,
    isWhole: false,
    asOf: null,
    timeZone: 'Asia/Kamchatka',
    ...order,
  })
  return made.ok
    ? `${made.value.content} ${made.value.header.version} ${made.value.header.asOf} ${made.value.header.scope}`
    : made.error.code
}

const base = { dataset: 'demo-feed', scope: 'register', version: 'v14', asOf: '2024-08-14T00:00:00Z' }
const THEN = 'changes v10 2024-08-10T00:00:00Z here'

describe('the age of what is published', () => {
  it.each<[string, Partial<HeaderOrder>, string]>([
    [
      'is that of the register file',
      { base, lists: [weak('2024-08-15'), strong('2024-08-15')] },
      'full-list v14 2024-08-14T00:00:00Z here',
    ],
    ['is made no younger by lists without statuses', { former: former(true), lists: [weak('2024-08-15')] }, THEN],
    ['nor on what was published by other means', { former: former(null), lists: [weak('2024-08-15')] }, THEN],
    ['nor by lists with statuses that are not the whole', { former: former(true), lists: [strong('2024-08-15')] }, THEN],
    [
      'is that of the earliest list where these are the whole',
      { former: former(true), isWhole: true, lists: [strong('2024-08-15'), strong('2024-08-14'), weak('2024-08-01')] },
      'full-list 2024-08-14 2024-08-13T12:00:00Z here',
    ],
    [
      'is what somebody vouches for',
      { former: former(true), asOf: '2024-08-15T18:00:00Z', lists: [strong('2024-08-15')] },
      'changes 2024-08-15T18:00:00Z 2024-08-15T18:00:00Z here',
    ],
    [
      'is that of the newest list while nothing is known of statuses',
      { lists: [weak('2024-08-15'), weak('2024-08-14')] },
      'changes 2024-08-15 2024-08-14T12:00:00Z here',
    ],
    ['and then never falls', { former: former(false), lists: [weak('2024-08-01')] }, THEN],
    [
      'is that of the first statuses',
      { former: former(false), lists: [weak('2024-08-15'), strong('2024-08-12')] },
      'changes 2024-08-12 2024-08-11T12:00:00Z here',
    ],
    ['stays where only classifiers come', { former: former(true), scope: null }, 'changes v10 2024-08-10T00:00:00Z then'],
    [
      'cannot be vouched for without statuses',
      { former: former(true), asOf: '2024-08-15T18:00:00Z', lists: [weak('2024-08-15')] },
      'statuses-missing',
    ],
    ['nor can such lists be the whole', { former: former(true), isWhole: true, lists: [weak('2024-08-15')] }, 'statuses-missing'],
    ['needs people the first time', { lists: [] }, 'source-empty'],
    ['and somebody who says of whom', { scope: null, lists: [weak('2024-08-15')] }, 'scope-missing'],
  ])('%s', (_name, order, expected) => {
    expect(header(order)).toBe(expected)
  })
})

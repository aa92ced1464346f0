// The desk of the bench, one process as in the product: its main thread answers, a worker follows the feed whenever it is told to.
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { MethodInput } from '../../../src-shared/contract.ts'
import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import { readItem } from '../../../src-shared/intake/read-item.ts'
import { percentiles } from '../../../src-main/hosts/cli/bench/measure-checks.ts'
import { systemClock } from '../../../src-main/hosts/system-clock.ts'
import { inThread } from '../../../src-main/hosts/updates/register-thread.ts'
import { deskPlaceSchema, openBenchFolder, questionsSchema, registerKey } from './bench-folder.ts'
import type { DeskFigures } from './desk-figures.ts'
import { followOrderSchema } from './follow-order.ts'
import type { FollowOrder } from './follow-order.ts'

/** Milliseconds between two questions; a receptionist has one a minute. */
const THINKING = 20
const WARMING_UP = 500

const place = deskPlaceSchema.parse(JSON.parse(process.argv[2] ?? ''))
const desk = openBenchFolder(place, 'desk')
const questions = questionsSchema.parse(JSON.parse(readFileSync(place.questions, 'utf8')))
const never = new AbortController().signal
let turn = 0

process.on('disconnect', () => process.exit(0))
process.on('message', (message) => {
  void follow(followOrderSchema.parse(message)).then((figures) => process.send?.(figures))
})
// The desk has been there since the morning.
for (let asked = 0; asked < WARMING_UP; asked += 1) await ask()
process.send?.('ready')

async function follow(order: FollowOrder): Promise<DeskFigures> {
  const { source, dataset } = order
  const run = inThread(
    {
      what: 'run',
      dataFolder: place.data,
      key: registerKey(place, desk.folder.id),
      now: systemClock.now(),
      run: {
        why: 'nightly',
        dataset,
        firstRoot: Buffer.from(order.root, 'base64'),
        sources: [source],
        contentKey: Buffer.from(order.contentKey, 'base64'),
        folder: place.feedFolder,
        mirror: false,
        accepted: [],
        takeReturned: false,
      },
    },
    { log: { info: () => undefined, error: () => undefined }, signal: never, closing: never },
  )
  let entry: RunEntry | null = null
  void run.then((ended) => (entry = ended))
  const checks: number[] = []
  const lookUps: number[] = []
  const outcomes: Record<string, number> = {}
  for (;;) {
    const [check, outcome] = await timed(ask)
    checks.push(check)
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    await wait(THINKING)
    const item = readItem({ text: nextText() }, { today: '2026-11-22', enpCheckDigit: 'refuse', uncheckableSnils: 'refuse' })
    if (item.kind !== 'unrecognised' && item.kind !== 'several-candidates')
      lookUps.push((await timed(() => desk.folder.register.find([item])))[0])
    await wait(THINKING)
    if (entry !== null) break
  }
  const [refresh] = await timed(() => desk.folder.refresh())
  return { entry, checks: percentiles(checks), lookUps: percentiles(lookUps), outcomes, refresh }
}

async function ask(): Promise<string> {
  const reply = await desk.dispatch('check', nextQuestion())
  return reply.ok ? reply.value.verdict.outcome : reply.error.code
}

function nextQuestion(): MethodInput<'check'> {
  const question = questions[(turn += 1) % questions.length]
  if (question === undefined) throw new Error('There are no questions.')
  return question
}

function nextText(): string {
  const shown = nextQuestion().shown[0]
  return shown !== undefined && 'text' in shown ? shown.text : ''
}

async function timed<Value>(work: () => Value | Promise<Value>): Promise<[milliseconds: number, value: Value]> {
  const start = performance.now()
  const value = await work()
  return [performance.now() - start, value]
}

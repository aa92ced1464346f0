import type { KeyObject } from 'node:crypto'
import type { z } from 'zod'
import { methods } from '../../src-shared/contract.ts'
import type { DemoSample, Failure, MethodInput, MethodName, MethodOutput, Methods, Reply, TestPicture } from '../../src-shared/contract.ts'
import type { Instant } from '../../src-shared/calendar.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { changedAnswers, openChanged } from './changed-answers.ts'
import { check } from './check.ts'
import type { CheckDependencies } from './check.ts'
import { errorFields } from './error-fields.ts'
import type { DemoKeeper } from './demo-keeper.ts'
import type { Clock, DataFolder, Log } from './ports.ts'
import type { Station } from './station.ts'
import type { Updates } from './updates.ts'

/** What the host itself, never a screen, may lay down for one call: the cli's `--now` and `--tz`. */
export interface HostContext {
  readonly now?: Instant
  readonly timeZone?: string
}

/** The only door into the privileged side. Never throws, never rejects: a refusal is an answer. */
export interface Dispatch {
  <Name extends MethodName>(method: Name, input: MethodInput<Name>, context?: HostContext): Promise<Reply<Name>>
  (method: string, input: unknown, context?: HostContext): Promise<Reply<MethodName>>
}

export interface DispatchDependencies {
  readonly folder: DataFolder
  readonly station: Station
  readonly demo: DemoKeeper
  /** The key `question-hash`. */
  readonly questionKey: KeyObject
  readonly operator: string
  readonly clock: Clock
  readonly log: Log
  /** The sheet of sample codes, pictures included; asked only in a demo folder. */
  samples(version: string, asOf: Instant): Promise<DemoSample[]>
  /** The codes of the scanner's test card. */
  testCard(): Promise<TestPicture[]>
  /** Null where a command works on the folder: only a desk follows a feed. */
  readonly updates: Updates | null
  /** Told of every check as it begins; it must not take time. */
  readonly onCheck?: () => void
}

/** The seed of demo registers made from a screen. */
const SCREEN_DEMO_SEED = 1

type Handlers = {
  readonly [Name in MethodName]: (
    input: z.output<Methods[Name]['input']>,
    context: HostContext,
  ) => Result<MethodOutput<Name>, Failure> | Promise<Result<MethodOutput<Name>, Failure>>
}

/** Method name → parsed input → handler → checked output → reply. Logs codes only, never what was asked. */
export function createDispatch(dependencies: DispatchDependencies): Dispatch {
  const handlers = createHandlers(dependencies)
  const { log } = dependencies

  const dispatch = async (method: string, input: unknown, context: HostContext = {}): Promise<Reply<MethodName>> => {
    if (!isMethodName(method)) {
      log.error('dispatch.unknown-method')
      return err({ code: 'unknown-method', message: 'There is no such method.', params: {} })
    }
    try {
      const parsed = methods[method].input.safeParse(input)
      if (!parsed.success) {
        const where = describeIssues(parsed.error)
        log.error('dispatch.bad-input', { method, where })
        return err({ code: 'bad-input', message: `The input of ${method} does not fit: ${where}.`, params: { method, where } })
      }
      // The name was checked against the same table the handlers are typed by; TypeScript cannot relate the two look-ups.
      const handle = handlers[method] as (input: unknown, context: HostContext) => ReturnType<Handlers[MethodName]>
      const result = await handle(parsed.data, context)
      if (!result.ok) {
        log.error('dispatch.refused', { method, code: result.error.code })
        return result
      }
      return ok(methods[method].output.parse(result.value))
    } catch (error) {
      log.error('dispatch.failed', { method, ...errorFields(error) })
      return err({ code: 'internal', message: `The method ${method} failed.`, params: { method } })
    }
  }
  return dispatch as Dispatch
}

function createHandlers({
  folder,
  station,
  demo,
  questionKey,
  operator,
  clock,
  log,
  samples,
  testCard,
  updates,
  onCheck,
}: DispatchDependencies): Handlers {
  const asking = (): CheckDependencies => ({
    register: folder.register,
    journal: folder.journal,
    questionKey,
    settings: station.settings(),
    clock,
    operator,
    log,
  })
  return {
    check(request, { now, timeZone }) {
      const settings = timeZone === undefined ? station.settings() : { ...station.settings(), timeZone }
      onCheck?.()
      const reply = check(request, { ...asking(), settings, clock: now === undefined ? clock : { now: () => now } })
      const { registerVersion: version, asOf } = reply.verdict
      if (version !== null) station.answeredOf({ version, asOf })
      return ok(reply)
    },
    'check.withdraw'({ checkId }) {
      const withdrawn = folder.journal.withdraw(checkId, clock.now(), operator)
      if (!withdrawn.ok) return withdrawn
      // Its changed answer went with it.
      station.changed()
      return ok({})
    },
    'recheck.changed': async ({ language }) => ok(await changedAnswers(language, asking())),
    'recheck.open': ({ id }) => openChanged(id, asking()),
    'recheck.seen'({ id }) {
      const seen = folder.journal.seen(id)
      if (!seen.ok) return seen
      station.changed()
      return ok({})
    },
    state: () => ok(station.state()),
    'settings.set': ({ name, value }) => station.setSetting(name, value),
    async 'demo.make'({ people }) {
      if (updates !== null && updates.state().enrolment !== null) {
        return err({ code: 'not-permitted', message: 'The station follows a feed and gets its people from there.', params: {} })
      }
      const made = await demo.make({ people, seed: SCREEN_DEMO_SEED })
      return made.ok ? ok(station.state()) : made
    },
    'scanner.card': async () => ok(await testCard()),
    async 'demo.samples'() {
      const { version, asOf } = folder.register.state()
      return ok(folder.kind() === 'demo' && version !== null && asOf !== null ? await samples(version, asOf) : [])
    },
    ...updateHandlers(updates),
  }
}

type UpdateMethod = Extract<MethodName, `updates.${string}`>

function updateHandlers(updates: Updates | null): Pick<Handlers, UpdateMethod> {
  const withUpdates = <Value>(work: (updates: Updates) => Value): Value | Result<never, Failure> =>
    updates === null ? err({ code: 'not-permitted', message: 'Only a desk follows a feed.', params: {} }) : work(updates)
  return {
    'updates.state': () => withUpdates((desk) => ok(desk.state())),
    'updates.enrol': (order) => withUpdates((desk) => desk.enrol(order)),
    'updates.station-key': () => withUpdates((desk) => desk.stationKey()),
    'updates.run': ({ again }) => withUpdates((desk) => desk.run({ again })),
    'updates.cancel': () => withUpdates((desk) => ok(desk.cancel())),
    'updates.accept': (order) => withUpdates((desk) => desk.accept(order)),
    'updates.return': ({ reason }) => withUpdates((desk) => desk.returnToPrevious(reason)),
    'updates.verify': () => withUpdates((desk) => desk.verify()),
  }
}

function isMethodName(method: string): method is MethodName {
  return Object.hasOwn(methods, method)
}

/** Where and how an input is wrong, without a word of what it held. */
function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.length === 0 ? 'input' : issue.path.join('.')} (${issue.code})`)
    .join(', ')
}

import { z } from 'zod'
import {
  events,
  failureSchema,
  methods,
  type Bridge,
  type EventName,
  type EventPayload,
  type Failure,
  type MethodInput,
  type MethodName,
  type MethodOutput,
} from '../src-shared/contract.ts'
import { err, ok, type Result } from '../src-shared/result.ts'

/** A call that could not be answered at all: nobody at the other end, or an answer that is none. */
export type CallFailure = Failure | { readonly code: 'no-answer' } | { readonly code: 'bad-reply' }

const replySchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: failureSchema }),
])

/** Calls a method of the contract. An answer that does not fit the contract is a failure, never a verdict. */
export async function callMethod<Name extends MethodName>(
  bridge: Bridge,
  name: Name,
  input: MethodInput<Name>,
): Promise<Result<MethodOutput<Name>, CallFailure>> {
  const answer = await bridge.call(name, input)
  if (answer === null || answer === undefined) return err({ code: 'no-answer' })
  const reply = replySchema.safeParse(answer)
  if (!reply.success) return err({ code: 'bad-reply' })
  if (!reply.data.ok) return err(reply.data.error)
  const value = methods[name].output.safeParse(reply.data.value)
  return value.success ? ok(value.data as MethodOutput<Name>) : err({ code: 'bad-reply' })
}

/** Calls back with what every event of a name carries, where it fits the contract; returns the way to stop. */
export function watchEvents<Name extends EventName>(
  bridge: Bridge,
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
): () => void {
  return bridge.subscribe((event) => {
    if (event.name !== name) return
    const payload = events[name].safeParse(event.payload)
    if (payload.success) listener(payload.data as EventPayload<Name>)
  })
}

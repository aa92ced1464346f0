import { z } from 'zod'
import { changedAnswerSchema, mostChangedAnswers } from './changed-answer.ts'
import { calendarDateSchema, instantSchema } from './schema-pieces.ts'
import { itemSchema, kindHintSchema } from './intake/item.ts'
import { confirmationSchema } from './coverage/facts.ts'
import { languageSchema, outcomeSchema, verdictSchema } from './coverage/verdict.ts'
import { settingsSchema } from './settings.ts'
import { brakeSchema } from './feed/dataset.ts'
import { positionSchema } from './feed/run-outcome.ts'
import { decisionReasonSchema, updatesStateSchema } from './feed/updates-state.ts'
import type { Failure } from './failure.ts'

export { failureSchema } from './failure.ts'
export type { Failure, FailureCode } from './failure.ts'

const howShown = { as: kindHintSchema.optional(), confirmed: z.boolean().optional(), scanned: z.boolean().optional() } as const

/**
 * One thing shown: typed, pasted or scanned text, or the bytes of a barcode (base64), or word that something was shown of which
 * nothing could be read (an answer and a journal entry too). `confirmed`: the receptionist agreed to use an item that asks first.
 * `scanned`: a device read it, so nothing of it is unfinished (`asScanned`).
 */
export const shownSchema = z.union([
  z.strictObject({ text: z.string().max(20_000), ...howShown }),
  z.strictObject({ base64: z.base64().max(30_000), ...howShown }),
  z.strictObject({
    unread: z.enum(['hex', 'too-long', 'image-unreadable', 'image-without-code', 'mangled', 'serial-noise', 'two-scans', 'nothing-read']),
  }),
])
export type Shown = z.infer<typeof shownSchema>

export const newbornQuestionSchema = z.strictObject({
  born: calendarDateSchema,
  registered: z.union([calendarDateSchema, z.enum(['not-yet', 'unknown'])]),
  /** What the representative shows. */
  representative: shownSchema,
})

export const checkRequestSchema = z.strictObject({
  /** What the same patient shows, first thing first. May be empty for the newborn's question only. */
  shown: z.array(shownSchema).max(8),
  serviceDate: calendarDateSchema.nullable().default(null),
  confirmation: confirmationSchema.nullable().default(null),
  newborn: newbornQuestionSchema.nullable().default(null),
  /** The receptionist chose one of `candidates`: the id of that person; the verdict is given for that record. */
  candidate: z.string().max(40).nullable().default(null),
  language: languageSchema.default('ru'),
})
export type CheckRequest = z.infer<typeof checkRequestSchema>

export const checkReplySchema = z.strictObject({
  /** Id of the journal entry, committed before this reply is sent; null where the journal could not be written (then `not-checked`). */
  checkId: z.string().nullable(),
  at: instantSchema,
  verdict: verdictSchema,
  /** What each shown thing was recognised as, in order. */
  items: z.array(itemSchema),
})
export type CheckReply = z.infer<typeof checkReplySchema>

export const registerStateSchema = z.strictObject({
  state: z.enum(['ready', 'missing', 'damaged']),
  source: z.enum(['cache', 'online', 'demo', 'loaded']).nullable(),
  dataset: z.string().nullable(),
  scope: z.string().nullable(),
  version: z.string().nullable(),
  asOf: instantSchema.nullable(),
  people: z.int().nullable(),
})
export type RegisterState = z.infer<typeof registerStateSchema>

export const stationStateSchema = z.strictObject({
  register: registerStateSchema,
  /** A demo folder: every screen says «ДЕМО». */
  demo: z.boolean(),
  /** True while an empty folder waits for the receptionist to accept the demo register. */
  empty: z.boolean(),
  operator: z.string(),
  now: instantSchema,
  settings: settingsSchema,
  /** Answers told earlier that are others on the data of now, and that nobody has put aside. */
  changedAnswers: z.int().min(0),
  appVersion: z.string(),
  host: z.enum(['electron', 'web', 'cli']),
  /** Progress of making or loading a register, or null. */
  busy: z.strictObject({ what: z.enum(['demo', 'load']), done: z.number(), total: z.number().nullable() }).nullable(),
})
export type StationState = z.infer<typeof stationStateSchema>

/** A code for the demo sheet: a picture and what it should give. */
export const demoSampleSchema = z.strictObject({
  title: z.strictObject({ ru: z.string(), en: z.string() }),
  /** What to type or paste instead of scanning. */
  text: z.string(),
  as: kindHintSchema.nullable(),
  symbology: z.enum(['PDF417', 'QRCode', 'Code128']).nullable(),
  svg: z.string().nullable(),
  /** For scenes that need more than one thing shown. */
  also: z.array(z.string()),
  outcome: outcomeSchema,
  expects: z.string(),
})
export type DemoSample = z.infer<typeof demoSampleSchema>

/** A code of the scanner's test card; what it holds stands in `scanner/test-card.ts`. */
export const testPictureSchema = z.strictObject({
  id: z.enum(['linear', 'square', 'stacked']),
  symbology: z.enum(['PDF417', 'QRCode', 'Code128']),
  svg: z.string(),
})
export type TestPicture = z.infer<typeof testPictureSchema>

const nothing = z.strictObject({})

/** The one vocabulary between a screen and the privileged side: method name → input and output. */
export const methods = {
  /** Reads, finds, judges, journals; then answers. */
  check: { input: checkRequestSchema, output: checkReplySchema },
  /** Takes the last check back: wrong patient, wrong scan. The journal keeps both. */
  'check.withdraw': { input: z.strictObject({ checkId: z.string().max(64) }), output: nothing },
  /** What `StationState.changedAnswers` counts, newest question first. */
  'recheck.changed': { input: z.strictObject({ language: languageSchema }), output: z.array(changedAnswerSchema).max(mostChangedAnswers) },
  /** The question of a changed answer, to be checked anew; from then on its answer counts as told. Null where it is in the list no more. */
  'recheck.open': { input: z.strictObject({ id: z.string().max(64) }), output: checkRequestSchema.nullable() },
  /** «Понятно»: puts a changed answer aside; nothing where it has changed again or left the list meanwhile. */
  'recheck.seen': { input: z.strictObject({ id: z.string().max(64) }), output: nothing },
  state: { input: nothing, output: stationStateSchema },
  'settings.set': { input: z.strictObject({ name: z.string().max(64), value: z.unknown() }), output: settingsSchema },
  /** Makes the demo register in an empty or demo folder; progress comes as `state` events. */
  'demo.make': { input: z.strictObject({ people: z.int().min(1).max(2_000_000).default(20_000) }), output: stationStateSchema },
  /** The codes of the test card, to print and scan. */
  'scanner.card': { input: nothing, output: z.array(testPictureSchema) },
  'demo.samples': { input: nothing, output: z.array(demoSampleSchema) },
  /** What the station screen shows of the register and its feed. Changes come as `updates` events. */
  'updates.state': { input: nothing, output: updatesStateSchema },
  /**
   * Reads an enrolment file, opens its content key once into the station's keeping and begins the first run. `passphrase`: null where
   * the key was wrapped for this station. `replace`: the station follows another dataset already and shall leave it.
   */
  'updates.enrol': {
    input: z.strictObject({
      enrolment: z.string().max(900_000),
      passphrase: z.string().max(200).nullable().default(null),
      replace: z.boolean().default(false),
    }),
    output: updatesStateSchema,
  },
  /** This station's public key, for a publisher who wraps the content key for it alone: 32 bytes of X25519 in base64. */
  'updates.station-key': { input: nothing, output: z.strictObject({ publicKey: z.string() }) },
  /** «Обновить сейчас»: begins a run, or joins the one that goes on, and answers at once. `again`: takes the state again that was left. */
  'updates.run': { input: z.strictObject({ again: z.boolean().default(false) }), output: updatesStateSchema },
  /** Cancels the run or the verification that goes on; what was fetched is kept. */
  'updates.cancel': { input: nothing, output: updatesStateSchema },
  /** An administrator lets one published state pass the brakes that hold it, and a run begins. */
  'updates.accept': {
    input: z.strictObject({ position: positionSchema, brakes: z.array(brakeSchema).min(1), reason: decisionReasonSchema }),
    output: updatesStateSchema,
  },
  /** Goes back to the register before the last switch; answers when it is done. */
  'updates.return': { input: z.strictObject({ reason: decisionReasonSchema }), output: updatesStateSchema },
  /** «Проверить базу»: begins to sum the state digest anew, and answers at once. */
  'updates.verify': { input: nothing, output: updatesStateSchema },
} as const
export type Methods = typeof methods
export type MethodName = keyof Methods
export type MethodInput<Name extends MethodName> = z.input<Methods[Name]['input']>
export type MethodOutput<Name extends MethodName> = z.output<Methods[Name]['output']>

export const events = {
  /** The station changed: register switched, settings changed, progress. */
  state: stationStateSchema,
  /** The feed: a run began, went on or ended, a switch, a decision. At most a few a second. */
  updates: updatesStateSchema,
} as const
export type EventName = keyof typeof events
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>
/** An event with what it carries. */
export type StationEvent = { readonly [Name in EventName]: { readonly name: Name; readonly payload: EventPayload<Name> } }[EventName]

/** Every call is answered with one of these; a refusal is an answer. */
export type Reply<Name extends MethodName> =
  | { readonly ok: true; readonly value: MethodOutput<Name> }
  | { readonly ok: false; readonly error: Failure }

/** What the preload exposes as `window.bridge`, and what the HTTP bridge imitates. */
export interface Bridge {
  call(method: string, input: unknown): Promise<unknown>
  subscribe(listener: (event: { readonly name: EventName; readonly payload: unknown }) => void): () => void
}

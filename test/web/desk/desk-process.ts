/** The process behind the tests' pages: the real web host over the real store, with a clock that a test sets. */
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { demoHeader, demoRecords } from '../../../src-main/app/demo/records.ts'
import { compose, type Composed } from '../../../src-main/hosts/compose.ts'
import { serveWeb, type WebHost } from '../../../src-main/hosts/web/serve.ts'
import type { Log } from '../../../src-main/app/ports.ts'
import { readJournal } from './journal-rows.ts'
import { AS_OF } from './moments.ts'
import type { DeskStart, LoggedError, OrderMessage, OrderName, Orders } from './orders.ts'
import { screensFolder } from './screens-folder.ts'

const people = 2_000
const home = mkdtempSync(path.join(tmpdir(), 'polis-desk-web-test-'))
const keyFile = path.join(home, 'keys.json')
const template = path.join(home, 'template')

let now = AS_OF
/** When the clock was set, where it goes on; null: it stands. On the process's own watch, in milliseconds. */
let setAt: number | null = null
let lastFolder = 0
let errors: LoggedError[] = []
let desk: { readonly composed: Composed; readonly folder: string; web: WebHost } | null = null

const log: Log = {
  info: () => undefined,
  error: (event, fields) => void errors.push({ event, fields: JSON.stringify(fields ?? {}) }),
}

const orders: { readonly [Name in OrderName]: (input: Orders[Name]['input']) => Promise<Orders[Name]['output']> } = {
  open,
  address: () => Promise.resolve(opened().web.newAddress()),
  setNow(instant) {
    now = instant
    if (setAt !== null) setAt = performance.now()
    return Promise.resolve(null)
  },
  night,
  async setting({ name, value }) {
    const reply = await opened().composed.dispatch('settings.set', { name, value })
    if (!reply.ok) throw new Error(reply.error.message)
    return null
  },
  journal: () => Promise.resolve(readJournal(opened().folder, keyFile, opened().composed.folder.id)),
  errors: () => Promise.resolve(errors),
  async stopServing() {
    await opened().web.close()
    return null
  },
  async serveAgain() {
    const { composed, web } = opened()
    opened().web = await serve(composed, web.port)
    return null
  },
  close,
}

process.on('message', (message: OrderMessage) => {
  answer(message).then(
    (value) => process.send?.({ id: message.id, ok: true, value }),
    (error: unknown) =>
      process.send?.({ id: message.id, ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
process.on('disconnect', () => {
  rmSync(home, { recursive: true, force: true })
  process.exit()
})

function answer({ order, input }: OrderMessage): Promise<unknown> {
  // The name stands beside its own input; TypeScript cannot relate the two look-ups.
  const carryOut = orders[order] as (input: unknown) => Promise<unknown>
  return carryOut(input)
}

function opened(): NonNullable<typeof desk> {
  if (desk === null) throw new Error('No desk is open')
  return desk
}

async function open(start: DeskStart): Promise<{ readonly address: string }> {
  await close()
  errors = []
  const folder = path.join(home, `data-${++lastFolder}`)
  if (start.register !== 'empty') {
    await makeTemplate()
    cpSync(template, folder, { recursive: true })
  }
  if (start.register === 'damaged') damageRegister(folder)
  now = start.now
  setAt = start.clock === 'goes-on' ? performance.now() : null
  const composed = composeDesk(folder)
  for (const [name, value] of Object.entries(start.settings)) {
    const reply = await composed.dispatch('settings.set', { name, value })
    if (!reply.ok) throw new Error(reply.error.message)
  }
  const web = await serve(composed, 0)
  desk = { composed, folder, web }
  return { address: web.newAddress() }
}

/** A night: the register of the next day. */
async function night({ asOf, people: changed }: Orders['night']['input']): Promise<null> {
  const { folder, station } = opened().composed
  const order = { people, seed: 1, asOf }
  const builder = folder.build(demoHeader(order))
  if (!builder.ok) throw new Error(builder.error.message)
  const ids = new Set(changed.map(({ id }) => id))
  for (const record of demoRecords(order)) if (!('person' in record) || !ids.has(record.person.id)) builder.value.add(record)
  for (const person of changed) builder.value.add({ person })
  const finished = builder.value.finish()
  if (!finished.ok) throw new Error(finished.error.message)
  // As after a switch by an update.
  station.changed()
  return null
}

async function close(): Promise<null> {
  if (desk === null) return null
  const { composed, folder, web } = desk
  desk = null
  await web.close()
  await composed.close()
  rmSync(folder, { recursive: true, force: true })
  return null
}

/** A folder with the demo region, made once and copied for every test. */
async function makeTemplate(): Promise<void> {
  if (statSync(template, { throwIfNoEntry: false }) !== undefined) return
  now = AS_OF
  setAt = null
  const composed = composeDesk(template, people)
  await composed.settled
  await composed.close()
}

function time(): string {
  return setAt === null ? now : new Date(Date.parse(now) + performance.now() - setAt).toISOString()
}

function composeDesk(dataFolder: string, demoPeople?: number): Composed {
  const made = demoPeople === undefined ? {} : { demoPeople }
  const composed = compose({ dataFolder, keyFile, role: 'desk', host: 'web', clock: { now: time }, log, redateDemo: false, ...made })
  if (!composed.ok) throw new Error(`${composed.error.code}: ${composed.error.message}`)
  return composed.value
}

async function serve(composed: Composed, port: number): Promise<WebHost> {
  const served = await serveWeb({ service: composed, screens: screensFolder, port, log })
  if (!served.ok) throw new Error(served.error.message)
  return served.value
}

function damageRegister(folder: string): void {
  const file = readdirSync(folder).find((name) => name.startsWith('register') && name.endsWith('.db'))
  if (file === undefined) throw new Error(`No register among ${readdirSync(folder).join(', ')}`)
  const place = path.join(folder, file)
  truncateSync(place, Math.floor(statSync(place).size / 3))
}

import { setTimeout as wait } from 'node:timers/promises'
import { keyFileVault } from '../../../src-main/hosts/keys/key-file-vault.ts'
import { openDataFolder } from '../../../src-main/store/data-folder.ts'
import type { JournalEntry } from '../../../src-main/app/ports.ts'
import { checkMark } from './running-checks.ts'

/**
 * A process that checks beside a desk without a pause: `node checks-process.ts DATA KEYFILE PERSON`. It says the number of every check
 * whose proof was committed, and `lost N: WHY` where the proof could not be written or the person was not found.
 */
const HASH = new Uint8Array(32).fill(5)
const MARKS = { insurer: HASH, attachment: HASH, surname: HASH, document: HASH }
const [data = '', keyFile = '', person = ''] = process.argv.slice(2)
const opened = openDataFolder({
  path: data,
  role: 'reader',
  vault: (folderId, occasion) => keyFileVault({ file: keyFile, folderId, occasion, passphrase: null }),
  clock: { now: () => '2025-11-22T09:00:00.000Z' },
  log: { info: () => undefined, error: () => undefined },
})
if (!opened.ok) throw new Error(opened.error.code)
const folder = opened.value

for (let number = 0; ; number += 1) {
  if (number % 10 === 0) {
    const state = folder.refresh()
    if (!state.ok) process.stdout.write(`lost ${number}: ${state.error.code}\n`)
  }
  const people = folder.register.byId(person).people.length
  const recorded = folder.journal.record(entryOf(number), { visit: MARKS, recheck: null, answered: true })
  const why = recorded.ok ? (people === 1 ? '' : `${people} people`) : recorded.error.code
  process.stdout.write(why === '' ? `${number}\n` : `lost ${number}: ${why}\n`)
  await wait(2)
}

function entryOf(number: number): JournalEntry {
  return {
    at: '2025-11-22T09:00:00.000Z',
    operator: 'РЕГИСТРАТОРОВА',
    asked: 'enp',
    questionHash: HASH,
    personHash: checkMark(String(number)),
    serviceDate: '2025-11-22',
    outcome: 'covered',
    reasons: ['covered-by-policy'],
    underlying: null,
    registerVersion: '1',
    asOf: '2025-11-22T00:00:00Z',
    source: 'loaded',
    confirmation: null,
  }
}

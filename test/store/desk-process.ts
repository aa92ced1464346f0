import { keyFileVault } from '../../src-main/hosts/keys/key-file-vault.ts'
import { openDataFolder } from '../../src-main/store/data-folder.ts'
import { loadJsonLines } from '../../src-main/store/load.ts'
import { readNight } from './night-file.ts'
import type { UsableItem } from '../../src-shared/intake/item.ts'

/**
 * A process of its own that holds a folder: `node desk-process.ts DATA KEYFILE`. It says `open`, then obeys lines on its input:
 * `load FILE`, `check ENP`, `close`, and answers each with one line; `snapshot FILE` and `delta FILE` take a night of a feed, and say
 * `finishing` before their last step too.
 */
const [data = '', keyFile = ''] = process.argv.slice(2)
const opened = openDataFolder({
  path: data,
  role: 'desk',
  vault: (folderId, occasion) => keyFileVault({ file: keyFile, folderId, occasion, passphrase: null }),
  clock: { now: () => '2026-11-22T09:00:00.000Z' },
  log: { info: () => undefined, error: () => undefined },
})
if (!opened.ok) {
  process.stdout.write(`${opened.error.code}\n`)
  process.exit(3)
}
const folder = opened.value
process.stdout.write('open\n')

process.stdin.setEncoding('utf8').on('data', (text: string) => {
  for (const line of text.trim().split('\n')) process.stdout.write(`${obey(line)}\n`)
})

function obey(line: string): string {
  const [verb = '', value = ''] = line.split(' ')
  if (verb === 'load') {
    const loaded = loadJsonLines({ file: value, folder, onProgress: () => undefined })
    return loaded.ok ? `loaded ${loaded.value.records}` : loaded.error.code
  }
  if (verb === 'check') return check(value)
  if (verb === 'snapshot' || verb === 'delta') return takeNight(verb, value)
  folder.close()
  process.exit(0)
}

function takeNight(kind: 'snapshot' | 'delta', file: string): string {
  const night = readNight(file)
  const lines = kind === 'snapshot' ? night.snapshot : night.delta
  const begun = kind === 'snapshot' ? folder.feed.beginSnapshot(night.dataset) : folder.feed.beginDelta(night.dataset)
  if (!begun.ok) return begun.error.kind
  for (let start = 0; start < lines.length; start += 100) begun.value.add(lines.slice(start, start + 100))
  process.stdout.write('finishing\n')
  const done = begun.value.finish()
  return done.ok ? 'switched' : done.error.kind
}

function check(enp: string): string {
  const item: UsableItem = { kind: 'enp', enp, confirm: false, warnings: [] }
  const [person] = folder.register.find([item]).people
  const hash = new Uint8Array(32).fill(5)
  const marks = { insurer: hash, attachment: hash, surname: hash, document: hash }
  const entry = {
    at: '2026-11-22T09:00:00.000Z',
    operator: 'РЕГИСТРАТОРОВА',
    asked: 'enp',
    questionHash: hash,
    personHash: hash,
    serviceDate: '2026-11-22',
    outcome: 'not-checked',
    reasons: ['not-in-local-register'],
    underlying: null,
    registerVersion: '2026-11-22',
    asOf: '2026-11-22T00:10:00Z',
    source: 'loaded',
    confirmation: null,
  } as const
  const recorded = folder.journal.record(entry, { visit: marks, recheck: JSON.stringify({ person, text: enp }), answered: false })
  return recorded.ok && person !== undefined ? 'found' : 'lost'
}

import { keyFileVault } from '../../src-main/hosts/keys/key-file-vault.ts'
import { openDataFolder } from '../../src-main/store/data-folder.ts'
import { loadJsonLines } from '../../src-main/store/load.ts'
import type { UsableItem } from '../../src-shared/intake/item.ts'

/**
 * A process of its own that holds a folder: `node desk-process.ts DATA KEYFILE`. It says `open`, then obeys lines on its input:
 * `load FILE`, `check ENP`, `close`, and answers each with one line.
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
  folder.close()
  process.exit(0)
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

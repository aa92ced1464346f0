import type { Failure } from '../../src-shared/contract.ts'
import { epochMilliseconds } from '../../src-shared/calendar.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import type { Journal, VisitMarks } from '../app/ports.ts'
import { openEncrypted } from './encrypted-database.ts'
import type { Connection } from './encrypted-database.ts'
import { failure, storageFailure, storageFailureOrThrow } from './failures.ts'
import { recheckReads, recheckWrites } from './journal-rechecks.ts'
import { journalStatements, journalWrites } from './journal-statements.ts'
import { migrate } from './migrate.ts'
import { journalMigrations } from './migrations/journal-migrations.ts'

const CACHE_BYTES = 4 << 20
/** Milliseconds to wait while another process (a check beside the running desk) commits. */
const PATIENCE = 5000
const DAY = 86_400_000

/**
 * Opens the journal, and makes it where there is none. Every commit reaches the disk before it returns (`synchronous=FULL`).
 * Errors: `database-damaged`, `database-newer`, `disk-full`, `journal-unwritable`.
 */
export function openJournal(file: string, key: Uint8Array): Result<Journal, Failure> {
  let database: Connection | null = null
  try {
    database = openEncrypted(file, key, { readonly: false, patience: PATIENCE, cacheBytes: CACHE_BYTES })
    database.pragma('journal_mode=WAL')
    database.pragma('synchronous=FULL')
    const migrated = migrate(database, journalMigrations, file)
    if (migrated.ok) return ok(journalOn(database, file))
    database.close()
    return migrated
  } catch (error) {
    database?.close()
    return err(storageFailureOrThrow(error, file))
  }
}

function journalOn(database: Connection, file: string): Journal {
  const writes = journalWrites(database)
  const rechecks = recheckWrites(database, writes.add)
  const lastVisit = database.prepare<[Uint8Array], VisitMarks>(journalStatements.lastVisit)
  const record = database.transaction(writes.record)
  const withdraw = database.transaction(writes.withdraw)
  const expire = database.transaction(writes.expire)
  const recordRecheck = database.transaction(rechecks.record)
  const seen = database.transaction(rechecks.seen)

  /** A busy journal is one that cannot be written in time, not a folder that somebody else owns. */
  const committed = <Value>(work: () => Value): Result<Value, Failure> => {
    try {
      return ok(work())
    } catch (error) {
      const found = storageFailure(error, file)
      if (found === null) throw error
      return err(found.code === 'folder-in-use' ? { ...found, code: 'journal-unwritable' } : found)
    }
  }

  return {
    record: (entry, extras) => committed(() => record.immediate(entry, extras)),
    recordRecheck: (id, entry, step) => committed(() => recordRecheck.immediate(id, entry, step)),
    ...recheckReads(database),
    opened(id) {
      const done = committed(() => rechecks.opened(id))
      return done.ok ? ok(null) : done
    },
    seen(id) {
      const done = committed(() => seen.immediate(id))
      return done.ok ? ok(null) : done
    },
    withdraw(id, at, operator) {
      const done = committed(() => withdraw.immediate(id, epochMilliseconds(at), operator))
      if (!done.ok) return done
      return done.value ? ok(null) : err(failure('bad-input', 'The journal has no such check.', {}))
    },
    lastVisit: (personHash) => lastVisit.get(personHash) ?? null,
    expire(now, limits) {
      expire.immediate(epochMilliseconds(now), { rechecks: limits.recheckDays * DAY, entries: limits.journalDays * DAY })
    },
    settle() {
      committed(() => database.pragma('wal_checkpoint(PASSIVE)'))
    },
    close: () => database.close(),
  }
}

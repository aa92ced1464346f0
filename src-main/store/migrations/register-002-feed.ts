import type { Migration } from '../migrate.ts'

/**
 * What a register keeps of the feed it was filled from (register feed, «Files»): versions of records, records that this program
 * cannot interpret, classifiers, and where in the feed the register stands. A register loaded from a file has none of it.
 */
export const feedTables: Migration = {
  version: 2,
  sql: `
    -- the sequence that last changed the record
    ALTER TABLE person ADD COLUMN version INTEGER;
    ALTER TABLE insurer ADD COLUMN version INTEGER;

    CREATE TABLE classifier (
      classifier TEXT NOT NULL,
      code TEXT NOT NULL,
      name TEXT NOT NULL,
      valid_from TEXT,
      valid_to TEXT,
      version INTEGER NOT NULL,
      PRIMARY KEY (classifier, code)
    ) STRICT, WITHOUT ROWID;

    -- published lines whose record this program cannot interpret, as they were published: in the digest. A person has
    -- rows of the keys that can be read all the same, and of the former ones, marked in person_exception.
    CREATE TABLE unread_record (
      entity TEXT NOT NULL,
      key TEXT NOT NULL,
      version INTEGER NOT NULL,
      line BLOB NOT NULL,
      PRIMARY KEY (entity, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE feed (
      -- 0 the state of the tables, 1 the state before the last delta, to which undo leads back
      place INTEGER PRIMARY KEY CHECK (place IN (0, 1)),
      dataset TEXT NOT NULL,
      scope TEXT NOT NULL,
      version TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      as_of TEXT NOT NULL,
      issued_at TEXT NOT NULL,
      -- the bytes of the state digest
      digest BLOB NOT NULL,
      -- counts as JSON
      totals TEXT NOT NULL
    ) STRICT;

    -- the line of every record that the last delta touched, as it was before; NULL where there was none
    CREATE TABLE undo (
      entity TEXT NOT NULL,
      key TEXT NOT NULL,
      line BLOB,
      PRIMARY KEY (entity, key)
    ) STRICT, WITHOUT ROWID;
  `,
}

import type { Migration } from '../migrate.ts'

/** The journal's tables. Instants are milliseconds since 1970; hashes are HMAC-SHA-256 with a key that no database holds. */
export const journalTables: Migration = {
  version: 1,
  sql: `
    CREATE TABLE entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      operator TEXT NOT NULL,
      -- what kind of question; NULL for a withdrawal
      asked TEXT,
      question_hash BLOB,
      person_hash BLOB,
      service_date TEXT,
      outcome TEXT,
      -- reason codes in order, separated by spaces
      reasons TEXT,
      underlying TEXT,
      register_version TEXT,
      as_of TEXT,
      source TEXT,
      confirmation TEXT,
      -- the entry that this one takes back
      withdraws INTEGER
    ) STRICT;

    CREATE INDEX entry_by_withdrawn ON entry (withdraws) WHERE withdraws IS NOT NULL;

    CREATE TRIGGER entry_is_append_only BEFORE UPDATE ON entry
    BEGIN
      SELECT RAISE(ABORT, 'entries of the journal are never changed');
    END;

    -- keyed hashes at the last checks of a person; the one before the last is kept, so that a withdrawal can bring it back
    CREATE TABLE visit (
      person_hash BLOB NOT NULL,
      entry INTEGER NOT NULL,
      insurer BLOB,
      attachment BLOB,
      surname BLOB,
      document BLOB,
      PRIMARY KEY (person_hash, entry)
    ) STRICT, WITHOUT ROWID;

    -- questions to ask again, as they were asked
    CREATE TABLE recheck (
      question_hash BLOB PRIMARY KEY,
      entry INTEGER NOT NULL,
      asked_at INTEGER NOT NULL,
      question TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}

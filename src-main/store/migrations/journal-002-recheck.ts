import type { Migration } from '../migrate.ts'

/** Questions that are asked again: one row per check, so that a changed answer keeps its question until it is seen. */
export const journalRecheck: Migration = {
  version: 2,
  sql: `
    -- the check whose question the program asked again; NULL for what a person asked
    ALTER TABLE entry ADD COLUMN rechecks INTEGER;

    ALTER TABLE recheck RENAME TO recheck_1;

    CREATE TABLE recheck (
      -- the check of a person that waits for newer data
      entry INTEGER PRIMARY KEY,
      question_hash BLOB NOT NULL,
      asked_at INTEGER NOT NULL,
      -- as it was asked
      question TEXT NOT NULL,
      -- the entry whose answer was told last: that check itself, or a changed answer that was seen
      told INTEGER NOT NULL,
      -- up to when the data were complete on which it was asked again last
      asked_on TEXT,
      -- the entry of an answer that differs from what was told; NULL once it is seen
      renewed INTEGER,
      -- 1: the changed answer waits for nothing, so its question leaves the list with it
      settled INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    INSERT INTO recheck (entry, question_hash, asked_at, question, told)
      SELECT entry, question_hash, asked_at, question, entry FROM recheck_1;
    DROP TABLE recheck_1;

    CREATE INDEX recheck_by_question ON recheck (question_hash);
    CREATE INDEX recheck_by_renewed ON recheck (renewed) WHERE renewed IS NOT NULL;
  `,
}

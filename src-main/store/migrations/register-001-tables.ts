import type { Migration } from '../migrate.ts'

/**
 * The register's tables. Rows that belong to a person have the id `person.id * 4096 + position`: they lie together, keep their
 * order, and need no index of their own to be found. Columns that say so hold numbers of the table `code`. Dates are integers YYYYMMDD, with 00 for unknown parts of a birth date;
 * СНИЛС and insurer codes are integers without their leading zeros. Indexes are made by the builder, after the rows.
 */
export const registerTables: Migration = {
  version: 1,
  sql: `
    CREATE TABLE dataset (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      name TEXT NOT NULL,
      scope TEXT NOT NULL,
      version TEXT NOT NULL,
      as_of TEXT NOT NULL,
      people INTEGER NOT NULL,
      -- the index of each kind is made in so many parts, to bound the memory of sorting
      segments INTEGER NOT NULL,
      segment_people INTEGER NOT NULL
    ) STRICT;

    -- short texts that repeat: statuses, types, clinics, areas
    CREATE TABLE code (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;

    CREATE TABLE person (
      id INTEGER PRIMARY KEY,
      source_id TEXT NOT NULL,
      enp TEXT,
      family_name TEXT,
      given_name TEXT,
      patronymic TEXT,
      -- folded family and given name, for looking up
      name_key TEXT NOT NULL,
      birth_date INTEGER NOT NULL,
      -- 1 male, 2 female
      sex INTEGER,
      snils INTEGER,
      status INTEGER NOT NULL REFERENCES code,
      -- 0 not carried, 1 none, 2 present
      contacts INTEGER NOT NULL
    ) STRICT;

    -- what few records have; a person without a row here has none of it
    CREATE TABLE person_exception (
      id INTEGER PRIMARY KEY,
      -- DOST codes as digits
      dost TEXT,
      death_date INTEGER,
      -- source_id of the record into which this one was merged
      redirect TEXT,
      removed_reason TEXT,
      removed_on INTEGER
    ) STRICT;

    -- ENPs beside the main one: former ones, and those of policies that differ from it
    CREATE TABLE other_enp (id INTEGER PRIMARY KEY, enp TEXT NOT NULL, former INTEGER NOT NULL) STRICT;
    CREATE INDEX other_enp_by_enp ON other_enp (enp);

    CREATE TABLE policy (
      id INTEGER PRIMARY KEY,
      type INTEGER NOT NULL REFERENCES code,
      status INTEGER NOT NULL REFERENCES code,
      enp TEXT,
      valid_from INTEGER NOT NULL,
      valid_to INTEGER,
      insurer INTEGER,
      printed_insurer INTEGER
    ) STRICT;

    -- what policies of other types than the digital one may have, under the id of the policy
    CREATE TABLE policy_number (
      id INTEGER PRIMARY KEY,
      series TEXT,
      number TEXT,
      -- folded series and number of policies that are found by them, else NULL
      number_key TEXT,
      certificate_to INTEGER
    ) STRICT;

    -- current and historical documents
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      type INTEGER NOT NULL,
      series TEXT,
      number TEXT NOT NULL,
      number_key TEXT NOT NULL,
      issued_on INTEGER,
      expires_on INTEGER,
      status INTEGER NOT NULL REFERENCES code
    ) STRICT;

    CREATE TABLE attachment (
      id INTEGER PRIMARY KEY,
      area_type INTEGER NOT NULL REFERENCES code,
      clinic_code INTEGER NOT NULL REFERENCES code,
      area INTEGER REFERENCES code,
      valid_from INTEGER NOT NULL,
      valid_to INTEGER,
      status INTEGER NOT NULL REFERENCES code
    ) STRICT;

    CREATE TABLE representative (
      id INTEGER PRIMARY KEY,
      family_name TEXT,
      given_name TEXT,
      patronymic TEXT,
      person TEXT
    ) STRICT;

    CREATE TABLE insurer (
      code INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      hot_line TEXT,
      closed_on INTEGER
    ) STRICT;
  `,
}

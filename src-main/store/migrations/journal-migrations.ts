import type { Migration } from '../migrate.ts'
import { journalTables } from './journal-001-tables.ts'
import { journalRecheck } from './journal-002-recheck.ts'

/** All steps of the journal's tables, first to last. */
export const journalMigrations: readonly Migration[] = [journalTables, journalRecheck]

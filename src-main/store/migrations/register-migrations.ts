import type { Migration } from '../migrate.ts'
import { registerTables } from './register-001-tables.ts'
import { feedTables } from './register-002-feed.ts'

/** All steps of the register's tables, first to last. */
export const registerMigrations: readonly Migration[] = [registerTables, feedTables]

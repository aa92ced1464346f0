import { rmSync, statSync } from 'node:fs'
import type { Failure, RegisterState } from '../../../src-shared/contract.ts'
import type { RegisterHeader, RegisterRecord } from '../../../src-shared/register/record.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { RegisterBuilder } from '../../app/ports.ts'
import { syncFile } from '../../app/files/durable-file.ts'
import { openEncrypted } from '../encrypted-database.ts'
import type { Connection } from '../encrypted-database.ts'
import { storageFailureOrThrow } from '../failures.ts'
import { migrate } from '../migrate.ts'
import { registerMigrations } from '../migrations/register-migrations.ts'
import { finishTables } from './finish-tables.ts'
import { PEOPLE_PER_SEGMENT, segmentsFor } from './segments.ts'
import { createRowWriter } from './row-writer.ts'
import { createPersonWriter } from './write-person.ts'

interface BuilderOptions {
  readonly file: string
  readonly key: Uint8Array
  readonly header: RegisterHeader
  /** Makes the finished file of so many bytes current, or removes it. */
  readonly publish: (bytes: number) => Result<RegisterState, Failure>
  /** Called once when nothing more is built, whatever the outcome. */
  readonly onEnd: () => void
  readonly segmentPeople?: number
}

/** Rows are appended and indexes sorted, so more would not be faster. */
const CACHE_BYTES = 8 << 20

/** Builds a register file, which is made durable once, at the end; a crash leaves a file that nothing points to. */
export function createBuilder(options: BuilderOptions): Result<RegisterBuilder, Failure> {
  const { file, header } = options
  const segmentPeople = options.segmentPeople ?? PEOPLE_PER_SEGMENT
  try {
    const database = openForBuilding(file, options.key)
    const writer = createPersonWriter((table) => createRowWriter(database, table))
    let rows = 0
    let building = true
    let failed: Failure | null = null

    const end = (): void => {
      building = false
      database.close()
      options.onEnd()
    }
    const drop = (): void => {
      if (!building) return
      end()
      rmSync(file, { force: true })
    }
    const fail = (error: unknown): Failure => {
      drop()
      failed = storageFailureOrThrow(error, file)
      return failed
    }

    return ok({
      failure: () => failed,
      add(record: RegisterRecord) {
        if (!building) return
        try {
          if ('person' in record) writer.person(rows++, record.person)
          else writer.insurer(record.insurer)
        } catch (error) {
          fail(error)
        }
      },
      finish() {
        if (failed !== null) return err(failed)
        if (!building) throw new Error('This register is finished already.')
        try {
          writer.flush()
          finishTables(database, header, segmentsFor(rows, segmentPeople))
          database.exec('COMMIT')
          database.close()
          syncFile(file)
        } catch (error) {
          return err(fail(error))
        }
        end()
        return options.publish(statSync(file).size)
      },
      abort: drop,
    })
  } catch (error) {
    rmSync(file, { force: true })
    return err(storageFailureOrThrow(error, file))
  }
}

/**
 * A new register file with its tables and an open transaction. Until it is published nothing reads it, so it is written without a
 * journal of its own. Throws the errors of SQLite and of the file system.
 */
export function openForBuilding(file: string, key: Uint8Array): Connection {
  rmSync(file, { force: true })
  const database = openEncrypted(file, key, { readonly: false, patience: 0, cacheBytes: CACHE_BYTES })
  try {
    // SQLite turns the journal off only in this mode; nobody but the builder uses the connection.
    database.unsafeMode(true)
    database.pragma('journal_mode=OFF')
    database.pragma('synchronous=OFF')
    database.pragma('locking_mode=EXCLUSIVE')
    // The writer itself numbers the codes it refers to; checking every row again would cost a sixth of the load.
    database.pragma('foreign_keys=OFF')
    migrate(database, registerMigrations, file)
    database.exec('BEGIN')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

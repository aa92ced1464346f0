import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import { testPublisher, valueOf } from '../../unit/feed/publisher.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'
import { PASSPHRASE, composedDesk, enrolmentText } from './composed-desk.ts'
import type { ComposedDesk } from './composed-desk.ts'

/**
 * A publisher of one night and a station that follows it and has taken that night, made once for all tests of a file: enrolling and
 * the first run cost as much as most of them.
 */
export interface FollowingDesk {
  readonly publisher: TestPublisher
  /** Brings the publisher back to its first night. */
  restorePublisher(): void
  /** Such a station, a minute after its first run. */
  station(): ComposedDesk
  remove(): void
}

export async function followingDesk(records: readonly FeedRecord[]): Promise<FollowingDesk> {
  const publisher = testPublisher()
  valueOf(await publisher.publish(0, records))
  const kept = mkdtempSync(path.join(tmpdir(), 'polis-desk-kept-'))
  const [keptPublisher, keptStation] = [path.join(kept, 'publisher'), path.join(kept, 'station')]
  cpSync(publisher.folder, keptPublisher, { recursive: true })
  const first = composedDesk(publisher.at(0))
  await first.call('updates.enrol', { enrolment: enrolmentText(publisher), passphrase: PASSPHRASE })
  await first.until(({ activity, runs }) => activity === null && runs.length === 1)
  await first.desk.close()
  cpSync(first.folder, keptStation, { recursive: true })
  await first.remove()
  return {
    publisher,
    restorePublisher() {
      rmSync(publisher.folder, { recursive: true, force: true })
      cpSync(keptPublisher, publisher.folder, { recursive: true })
    },
    station: () => composedDesk(new Date(Date.parse(publisher.at(0)) + 60_000).toISOString(), keptStation),
    remove() {
      publisher.remove()
      rmSync(kept, { recursive: true, force: true })
    },
  }
}

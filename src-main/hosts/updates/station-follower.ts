import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import type { Clock, DataFolder } from '../../app/ports.ts'
import type { Station } from '../../app/station.ts'
import { createFollower } from '../../feed/follow/follower.ts'
import type { Follower, FollowerOrder, Timer } from '../../feed/follow/follower.ts'
import { stationJitter } from '../../feed/follow/station-jitter.ts'
import type { EntryLog } from './entry-log.ts'

export interface StationFollowerOrder extends Pick<FollowerOrder, 'run' | 'onChange' | 'isBusy'> {
  readonly folder: Pick<DataFolder, 'id'>
  readonly station: Pick<Station, 'settings'>
  readonly clock: Clock
  readonly timer: Timer
  readonly dataset: string
  readonly runs: EntryLog<RunEntry>
}

/** The schedule looks at the last runs alone. */
const SCHEDULED_RUNS = 60

/** A follower by this station's settings and its journal of runs; runs of a dataset that it left do not count. */
export function stationFollower({ folder, station, dataset, runs, ...order }: StationFollowerOrder): Follower {
  return createFollower({
    ...order,
    times: () => {
      const { feedWindowFrom, feedWindowTo, timeZone } = station.settings()
      return { windowFrom: feedWindowFrom, windowTo: feedWindowTo, timeZone, jitter: stationJitter(folder.id, dataset) }
    },
    entries: () =>
      runs
        .entries()
        .slice(-SCHEDULED_RUNS)
        .filter((entry) => entry.dataset === dataset),
  })
}

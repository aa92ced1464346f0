import path from 'node:path'

/** What a station keeps of its feed within the data folder. Nothing of it is personal, and no key lies there in clear. */
export interface FeedPlace {
  /** Metadata in trust and fetched parts, all as published; `parts` serves as a mirror. */
  readonly folder: string
  readonly enrolment: string
  readonly stationKey: string
  readonly runs: string
  readonly decisions: string
}

export function feedPlace(dataFolder: string): FeedPlace {
  const folder = path.join(dataFolder, 'feed')
  return {
    folder,
    enrolment: path.join(folder, 'enrolment.json'),
    stationKey: path.join(folder, 'station-key.json'),
    runs: path.join(folder, 'runs.jsonl'),
    decisions: path.join(folder, 'decisions.jsonl'),
  }
}

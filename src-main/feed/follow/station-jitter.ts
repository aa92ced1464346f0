import { sha256 } from '../hash.ts'

/** The place of a station among all that follow a dataset, 0 ≤ jitter < 1: always the same, spread evenly, and nobody has to agree. */
export function stationJitter(station: string, dataset: string): number {
  return sha256(`${station}\n${dataset}`).readUInt32BE(0) / 2 ** 32
}

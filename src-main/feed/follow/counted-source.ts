import type { FeedSource } from './feed-source.ts'

/** A source whose bytes are counted, small files and parts alike. */
export function countedSource(source: FeedSource, onBytes: (bytes: number) => void): FeedSource {
  return {
    address: source.address,
    clock: () => source.clock(),
    async read(name, limit) {
      const found = await source.read(name, limit)
      if (found.ok) onBytes(found.value.length)
      return found
    },
    copy: (name, range, write) =>
      source.copy(name, range, (piece, at) => {
        onBytes(piece.length)
        write(piece, at)
      }),
  }
}

/** Shards of the state digest; a record belongs to the shard of its key. */
export const SHARD_COUNT = 256

/** The text whose SHA-256 tells a record's shard. */
export function shardText(entity: string, key: string): string {
  return `${entity}\n${key}`
}

/** The shard, 0–255, of a record by the SHA-256 of its `shardText`: the first byte. */
export function shardOf(hash: Uint8Array): number {
  return hash[0] ?? 0
}

/**
 * The state digest (register feed, «Files»): per shard the number of records and the sum modulo 2^256 of the SHA-256 of their lines
 * (`published-line.ts`), which does not depend on their order and is kept up with the work of the changes alone. The digest of the
 * whole is the SHA-256 of `bytes()`.
 */
export interface StateDigest {
  /** `hash`: SHA-256 of a record's line, 32 bytes. */
  add(shard: number, hash: Uint8Array): void
  /** Takes back what `add` brought. */
  remove(shard: number, hash: Uint8Array): void
  /** Records of one shard, or of all. */
  records(shard?: number): number
  /** 10,240 bytes: for every shard in order its number of records (8 bytes) and its sum (32 bytes), both big-endian. */
  bytes(): Uint8Array
}

/** An empty digest, or the one that `bytes()` wrote. Throws RangeError on bytes of another length. */
export function createStateDigest(from?: Uint8Array): StateDigest {
  // Lane 0 of a shard is the least significant 32 bits of its sum.
  const sums = new Uint32Array(SHARD_COUNT * LANES)
  const counts = new Float64Array(SHARD_COUNT)
  if (from !== undefined) load(from, sums, counts)
  return {
    add(shard, hash) {
      addHash(sums, shard, hash)
      counts[shard] = (counts[shard] ?? 0) + 1
    },
    remove(shard, hash) {
      subtractHash(sums, shard, hash)
      counts[shard] = (counts[shard] ?? 0) - 1
    },
    records: (shard) => (shard === undefined ? counts.reduce((sum, count) => sum + count, 0) : (counts[shard] ?? 0)),
    bytes: () => written(sums, counts),
  }
}

/** Shards in which two digests, as `bytes()` gives them, differ. */
export function differingShards(one: Uint8Array, other: Uint8Array): readonly number[] {
  const differing: number[] = []
  for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
    const start = shard * SHARD_BYTES
    for (let place = start; place < start + SHARD_BYTES; place += 1) {
      if (one[place] === other[place]) continue
      differing.push(shard)
      break
    }
  }
  return differing
}

const LANES = 8
const SHARD_BYTES = 40
/** Length of `bytes()`. */
export const STATE_DIGEST_BYTES = SHARD_COUNT * SHARD_BYTES
const TWO_32 = 4_294_967_296

function lane(hash: Uint8Array, index: number): number {
  const place = 28 - index * 4
  return (((hash[place] ?? 0) << 24) | ((hash[place + 1] ?? 0) << 16) | ((hash[place + 2] ?? 0) << 8) | (hash[place + 3] ?? 0)) >>> 0
}

function addHash(sums: Uint32Array, shard: number, hash: Uint8Array): void {
  let carry = 0
  for (let index = 0; index < LANES; index += 1) {
    const sum = (sums[shard * LANES + index] ?? 0) + lane(hash, index) + carry
    sums[shard * LANES + index] = sum
    carry = sum >= TWO_32 ? 1 : 0
  }
}

function subtractHash(sums: Uint32Array, shard: number, hash: Uint8Array): void {
  let borrow = 0
  for (let index = 0; index < LANES; index += 1) {
    const difference = (sums[shard * LANES + index] ?? 0) - lane(hash, index) - borrow
    sums[shard * LANES + index] = difference
    borrow = difference < 0 ? 1 : 0
  }
}

function written(sums: Uint32Array, counts: Float64Array): Uint8Array {
  const bytes = new Uint8Array(STATE_DIGEST_BYTES)
  const view = new DataView(bytes.buffer)
  for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
    const start = shard * SHARD_BYTES
    view.setBigUint64(start, BigInt(counts[shard] ?? 0))
    for (let index = 0; index < LANES; index += 1) view.setUint32(start + 36 - index * 4, sums[shard * LANES + index] ?? 0)
  }
  return bytes
}

function load(bytes: Uint8Array, sums: Uint32Array, counts: Float64Array): void {
  if (bytes.length !== STATE_DIGEST_BYTES) throw new RangeError(`A state digest has ${STATE_DIGEST_BYTES} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
    const start = shard * SHARD_BYTES
    counts[shard] = Number(view.getBigUint64(start))
    for (let index = 0; index < LANES; index += 1) sums[shard * LANES + index] = view.getUint32(start + 36 - index * 4)
  }
}

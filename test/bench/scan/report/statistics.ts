/** The value below which `part` (0–1) of the values lie; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).toSorted()
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
}

/** Percent of the values that hold, without a part; null of none. */
export function rate<T>(values: readonly T[], holds: (value: T) => boolean): number | null {
  return values.length === 0 ? null : (100 * values.filter(holds).length) / values.length
}

export function groupBy<T>(values: readonly T[], key: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  return Map.groupBy(values, key)
}

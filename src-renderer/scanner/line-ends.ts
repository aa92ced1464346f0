/** Whether a scanner ends its texts with a line end. */
export interface LineEnds {
  /** Null while nobody knows. */
  areUsual(): boolean | null
  learn(hasLineEnd: boolean): void
}

/** One text without the usual line end may be cut; two in a row are a new setting. `keep` is told of every change. */
export function openLineEnds(usual: boolean | null, keep: (areUsual: boolean) => void): LineEnds {
  let areUsual = usual
  let missing = 0

  function set(next: boolean): void {
    if (areUsual === next) return
    areUsual = next
    keep(next)
  }

  return {
    areUsual: () => areUsual,
    learn(hasLineEnd) {
      missing = hasLineEnd ? 0 : missing + 1
      if (hasLineEnd) set(true)
      else if (missing > 1) set(false)
    },
  }
}

/** How little a source may send before it counts as silent (TUF: slow retrieval). */
export interface Patience {
  /** Within every such span, milliseconds, … */
  readonly span: number
  /** … so many bytes must come, or the whole of the answer. */
  readonly leastBytes: number
}

/** 35 kbit a second: less is no line to work with. A part that broke off goes on from there the next time. */
export const PATIENCE: Patience = { span: 15_000, leastBytes: 64 << 10 }

/** Counts what comes and calls `onStall` once when it is too little. `end` must be called. */
export function stallWatch({ span, leastBytes }: Patience, onStall: () => void): { came(bytes: number): void; end(): void } {
  let bytes = 0
  const timer = setInterval(() => {
    if (bytes < leastBytes) {
      clearInterval(timer)
      onStall()
    }
    bytes = 0
  }, span)
  return {
    came(more) {
      bytes += more
    },
    end: () => clearInterval(timer),
  }
}

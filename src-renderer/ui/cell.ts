/** A value that somebody watches; made for `useSyncExternalStore`. */
export interface Cell<Value> {
  readonly get: () => Value
  readonly set: (value: Value) => void
  /** Returns the way to stop. */
  readonly watch: (listener: () => void) => () => void
}

export function cell<Value>(first: Value): Cell<Value> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

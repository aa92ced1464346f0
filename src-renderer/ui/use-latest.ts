import { useLayoutEffect, useRef, type RefObject } from 'react'

/** The value of the last drawing, for listeners and answers that come between two drawings. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  })
  return latest
}

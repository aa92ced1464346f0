import { useEffect, useState } from 'react'
import type { CodeNote } from './camera-state.ts'

const noteMilliseconds = 1_200

/** The flash after a code was read: stands for a second, anew for each. */
export function useCodeNote(): readonly [CodeNote | null, (note: CodeNote) => void] {
  const [note, setNote] = useState<{ readonly note: CodeNote } | null>(null)
  useEffect(() => {
    if (note === null) return undefined
    const timer = setTimeout(() => setNote(null), noteMilliseconds)
    return () => clearTimeout(timer)
  }, [note])
  return [note?.note ?? null, (next) => setNote({ note: next })]
}

import { useEffect, useRef, useState } from 'react'
import type { MethodInput } from '../../src-shared/contract.ts'
import type { Settings } from '../../src-shared/settings.ts'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { ok, type Result } from '../../src-shared/result.ts'
import type { Connection, ScreenBridge } from '../bridge.ts'
import { callMethod, watchEvents, type CallFailure } from '../client.ts'

/** What can be ordered of the updates; every answer is the new state. */
export type UpdateOrder = 'updates.enrol' | 'updates.run' | 'updates.cancel' | 'updates.accept' | 'updates.return' | 'updates.verify'

export interface Updates {
  /** Null until the program has told, and where it follows no feed at all. */
  readonly state: UpdatesState | null
  give<Name extends UpdateOrder>(name: Name, input: MethodInput<Name>): Promise<Result<UpdatesState, CallFailure>>
}

/**
 * The register's updates as the program describes them, kept up to date by its events; asked anew when the settings change that
 * they follow.
 */
export function useUpdates(bridge: ScreenBridge, connection: Connection, settings: Settings): Updates {
  const [state, setState] = useState<UpdatesState | null>(null)
  const eventsSeen = useRef(0)

  useEffect(
    () =>
      watchEvents(bridge, 'updates', (next) => {
        eventsSeen.current += 1
        setState(next)
      }),
    [bridge],
  )
  const following = JSON.stringify([settings.feedSources, settings.feedWindowFrom, settings.feedWindowTo])
  useEffect(() => {
    if (connection !== 'connected') return undefined
    let left = false
    const before = eventsSeen.current
    void callMethod(bridge, 'updates.state', {}).then((answer) => {
      // An event that overtook the answer is newer.
      if (answer.ok && !left && eventsSeen.current === before) setState(answer.value)
    })
    return () => {
      left = true
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- asked anew when these settings change
  }, [bridge, connection, following])

  return {
    state,
    async give(name, input) {
      const before = eventsSeen.current
      const answer = await callMethod(bridge, name, input)
      if (!answer.ok) return answer
      const next: UpdatesState = answer.value
      if (eventsSeen.current === before) setState(next)
      return ok(next)
    },
  }
}

import { useEffect, useRef, useState } from 'react'
import type { Connection, ScreenBridge } from '../bridge.ts'
import { callMethod, watchEvents, type CallFailure } from '../client.ts'
import type { StationState } from '../../src-shared/contract.ts'
import type { SettingName, Settings } from '../../src-shared/settings.ts'

export interface Station {
  readonly connection: Connection
  /** Null until the program has answered for the first time. */
  readonly state: StationState | null
  /** Why the last change of a setting, or the making of the demo, did not succeed. */
  readonly failure: CallFailure | null
  setSetting<Name extends SettingName>(name: Name, value: Settings[Name]): void
  makeDemo(): void
}

const demoPeople = 20_000

/** The workstation as the program describes it, kept up to date by its events. */
export function useStation(bridge: ScreenBridge): Station {
  const [connection, setConnection] = useState<Connection>('connecting')
  const [state, setState] = useState<StationState | null>(null)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const eventsSeen = useRef(0)

  useEffect(() => bridge.watchConnection(setConnection), [bridge])
  useEffect(
    () =>
      watchEvents(bridge, 'state', (next) => {
        eventsSeen.current += 1
        setState(next)
      }),
    [bridge],
  )
  useEffect(() => {
    if (connection === 'lost' || connection === 'no-session') return undefined
    let left = false
    const before = eventsSeen.current
    void callMethod(bridge, 'state', {}).then((answer) => {
      // An event that overtook the answer is newer.
      if (answer.ok && !left && eventsSeen.current === before) setState(answer.value)
    })
    return () => {
      left = true
    }
  }, [bridge, connection])

  return {
    connection,
    state,
    failure,
    setSetting(name, value) {
      setFailure(null)
      void callMethod(bridge, 'settings.set', { name, value }).then((answer) => {
        if (answer.ok) setState((before) => (before === null ? null : { ...before, settings: answer.value }))
        else setFailure(answer.error)
      })
    },
    makeDemo() {
      setFailure(null)
      void callMethod(bridge, 'demo.make', { people: demoPeople }).then((answer) => {
        if (answer.ok) setState(answer.value)
        else setFailure(answer.error)
      })
    },
  }
}

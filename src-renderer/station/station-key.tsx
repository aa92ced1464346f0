import { useState, type ReactNode } from 'react'
import type { ScreenBridge } from '../bridge.ts'
import { callMethod, type CallFailure } from '../client.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { stringsOf } from '../ui/strings.ts'
import { FailureNote } from './failure-note.tsx'
import type { Here } from './when-words.ts'

/** The station's public key, for a publisher who seals the content key for it alone; made when it is first asked for. */
export function StationKey({ bridge, here }: { readonly bridge: ScreenBridge; readonly here: Here }): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.enrol
  const [key, setKey] = useState<string | null>(null)
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const [isCopied, setIsCopied] = useState(false)
  const show = async (): Promise<void> => {
    const answer = await callMethod(bridge, 'updates.station-key', {})
    if (answer.ok) setKey(answer.value.publicKey)
    setFailure(answer.ok ? null : answer.error)
  }
  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setIsCopied(true)
    } catch {
      // Where copying is not allowed the key can still be marked and copied by hand.
      setIsCopied(false)
    }
  }
  return (
    <section aria-label={strings.stationKey} data-testid="station-key">
      <h2 className="verdict-label">{strings.stationKey}</h2>
      <p className="quiet">{strings.stationKeyExplain}</p>
      <div className="card-actions-row station-actions">
        {key === null ? (
          <ActionButton label={strings.stationKeyShow} shortcut={null} onPress={() => void show()} />
        ) : (
          <>
            <code className="station-public-key">{key}</code>
            <ActionButton label={isCopied ? strings.copied : strings.copy} shortcut={null} onPress={() => void copy(key)} />
          </>
        )}
      </div>
      <FailureNote failure={failure} language={here.language} />
    </section>
  )
}

import { useId, useRef, useState, type DragEvent, type FormEvent, type ReactNode } from 'react'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { stringsOf } from '../ui/strings.ts'
import { Sure } from './decision-form.tsx'
import { readEnrolmentFile, type EnrolmentPreview } from './enrolment-preview.ts'
import { fact, Facts } from './facts.tsx'
import { FailureNote } from './failure-note.tsx'
import { useOrder } from './use-order.ts'
import type { Updates } from './use-updates.ts'
import type { Here } from './when-words.ts'

interface EnrolFormProperties {
  readonly updates: Updates
  readonly enrolment: UpdatesState['enrolment']
  readonly isBusy: boolean
  readonly here: Here
  /** Leads to where the first run is seen. */
  readonly onWatch: () => void
}

/** Follows a feed from an enrolment file; leaving another feed for it is asked first. The passphrase stays here only until it is sent. */
export function EnrolForm({ updates, enrolment, isBusy, here, onWatch }: EnrolFormProperties): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.enrol
  const order = useOrder(updates)
  const [preview, setPreview] = useState<EnrolmentPreview | null>(null)
  const [isWrongFile, setIsWrongFile] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [isReplaceAsked, setIsReplaceAsked] = useState(false)
  const [isDone, setIsDone] = useState(false)
  const isOther = enrolment !== null && preview !== null && preview.dataset !== enrolment.dataset
  const isDisabled = isBusy || order.isPending

  const take = async (file: Blob): Promise<void> => {
    const read = await readEnrolmentFile(file)
    setPreview(read)
    setIsWrongFile(read === null)
    setIsReplaceAsked(false)
    setIsDone(false)
    setPassphrase('')
  }
  const send = async (file: EnrolmentPreview, replace: boolean): Promise<void> => {
    const sealed = file.sealedFor === 'passphrase' ? passphrase : null
    setIsReplaceAsked(false)
    const done = await order.give('updates.enrol', { enrolment: file.text, passphrase: sealed === '' ? null : sealed, replace })
    setIsDone(done)
    if (!done) return
    setPassphrase('')
    setPreview(null)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (preview === null || isDisabled) return
    if (isOther) setIsReplaceAsked(true)
    else void send(preview, false)
  }
  return (
    <section aria-label={enrolment === null ? strings.title : strings.titleAgain} data-testid="enrol">
      <h2 className="verdict-label">{enrolment === null ? strings.title : strings.titleAgain}</h2>
      <p className="quiet">{strings.explain}</p>
      <FilePlace language={here.language} onFile={(file) => void take(file)} />
      {isWrongFile ? (
        <p className="problem" role="alert">
          <strong>{strings.notEnrolment}</strong> {strings.notEnrolmentNext}
        </p>
      ) : null}
      {preview === null ? null : (
        <form className="form-rows station-enrol" onSubmit={submit}>
          <Preview preview={preview} here={here} />
          {preview.sealedFor === 'station' ? (
            <p className="quiet">{strings.ofStation}</p>
          ) : (
            <PassphraseField label={strings.passphrase} value={passphrase} onChange={setPassphrase} />
          )}
          {isReplaceAsked && enrolment !== null ? (
            <Sure
              question={strings.replace(enrolment.dataset, preview.dataset)}
              quote={null}
              yes={strings.replaceYes}
              language={here.language}
              isDisabled={isDisabled}
              onYes={() => void send(preview, true)}
              onNo={() => setIsReplaceAsked(false)}
            />
          ) : (
            <button type="submit" className="button button-main" disabled={isDisabled}>
              {strings.button}
            </button>
          )}
          {isOther ? <p className="quiet">{strings.replaceThen}</p> : null}
        </form>
      )}
      <FailureNote failure={order.failure} language={here.language} />
      <div aria-live="polite">
        {isDone ? (
          <p className="station-done">
            {strings.done} <ActionButton label={strings.watch} shortcut={null} look="quiet" onPress={onWatch} />
          </p>
        ) : null}
      </div>
    </section>
  )
}

/** A file chosen, or dropped here; elsewhere on the window a file is a picture with a code. */
function FilePlace({ language, onFile }: { readonly language: Here['language']; readonly onFile: (file: Blob) => void }): ReactNode {
  const strings = stringsOf(language).updatesScreen.enrol
  const [isHovering, setIsHovering] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setIsHovering(false)
    const [file] = event.dataTransfer.files
    if (file !== undefined) onFile(file)
  }
  return (
    <div
      className="station-file"
      data-takes-files=""
      data-hovering={isHovering}
      onDragOver={(event) => {
        event.preventDefault()
        setIsHovering(true)
      }}
      onDragLeave={() => setIsHovering(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="unseen"
        tabIndex={-1}
        aria-hidden="true"
        data-testid="enrolment-file"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file !== undefined) onFile(file)
          // The same file may be chosen again after it was mended.
          event.target.value = ''
        }}
      />
      <ActionButton label={strings.choose} shortcut={null} onPress={() => input.current?.click()} />
      <span className="quiet">{strings.drop}</span>
    </div>
  )
}

function Preview({ preview, here }: { readonly preview: EnrolmentPreview; readonly here: Here }): ReactNode {
  const all = stringsOf(here.language).updatesScreen
  const { dataset, sources, rootFingerprint } = preview
  return (
    <Facts
      facts={[
        fact(all.enrol.dataset, <strong>{dataset}</strong>),
        fact(all.enrol.sources, sources.length === 0 ? all.enrol.noSources : <span className="station-address">{sources.join(', ')}</span>),
        [
          all.keys.fingerprint,
          rootFingerprint === null ? null : (
            <>
              <span className="station-fingerprint" data-testid="fingerprint-of-file">
                {rootFingerprint}
              </span>
              <span className="fact-detail">{all.keys.fingerprintHint}</span>
            </>
          ),
        ],
      ]}
    />
  )
}

interface PassphraseFieldProperties {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}

function PassphraseField({ label, value, onChange }: PassphraseFieldProperties): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field-input station-passphrase"
        type="password"
        autoComplete="off"
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

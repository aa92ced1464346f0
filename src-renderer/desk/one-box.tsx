import type { ReactNode, RefObject, SubmitEvent } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { KeyCap } from '../ui/key-cap.tsx'
import { stringsOf, type Strings } from '../ui/strings.ts'
import { BoxMessage } from './box-message.tsx'
import type { DeskState } from './desk-state.ts'
import { previewText, warningsOf, type ReadingOptions } from './reading.ts'
import { ShownChips } from './shown-chips.tsx'

interface OneBoxProperties {
  readonly state: DeskState
  readonly language: Language
  readonly timeZone: string
  readonly reading: ReadingOptions
  readonly box: RefObject<HTMLInputElement | null>
  readonly onType: (text: string) => void
  readonly onSubmit: () => void
  readonly onRemove: (thing: number) => void
}

/** The one box that takes everything: in it what was shown, beneath it what the program makes of the text so far. */
export function OneBox({ state, language, timeZone, reading, box, onType, onSubmit, onRemove }: OneBoxProperties): ReactNode {
  const strings = stringsOf(language)
  const preview = previewText(state.text, reading, language)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onSubmit()
  }
  const mode = modeOf(state)
  return (
    <search className="one-box-place">
      <form className="one-box" onSubmit={submit} data-mode={mode}>
        {state.current !== null && (state.text === '' || mode !== 'next') ? (
          <ShownChips question={state.current.question} language={language} onRemove={onRemove} />
        ) : null}
        {mode === 'next' ? null : <span className="box-mode">{strings.box[mode]}</span>}
        <input
          ref={box}
          className="box-input"
          type="text"
          value={state.text}
          onChange={(event) => onType(event.target.value)}
          placeholder={placeholder(state, strings)}
          aria-label={strings.box.label}
          aria-describedby="box-line"
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={20_000}
          data-testid="box"
        />
        {preview === null || preview.recognised === null ? null : (
          <span className="box-recognised" data-testid="recognised">
            {preview.recognised}
          </span>
        )}
        <BoxKeys state={state} strings={strings} />
      </form>
      <div className="box-line">
        <output id="box-line" className="box-words" data-problem={preview?.isProblem === true} data-testid="preview">
          {state.readingPicture ? strings.box.readingPicture : state.text === '' ? readWarnings(state, reading, language) : preview?.line}
          <BoxMessage message={state.message} language={language} timeZone={timeZone} />
        </output>
        {state.text.trim() === '' ? null : (
          <span className="box-keys" aria-hidden="true">
            <span>
              <KeyCap>F9</KeyCap> {strings.box.whatIsThis}
            </span>
          </span>
        )}
      </div>
    </search>
  )
}

function modeOf(state: DeskState): 'next' | 'adding' | 'newborn' {
  if (state.panel === 'newborn') return 'newborn'
  return state.adding ? 'adding' : 'next'
}

function readWarnings(state: DeskState, reading: ReadingOptions, language: Language): string {
  const items = state.question === null ? (state.current?.reply?.items ?? []) : []
  return [...new Set(items.flatMap((item) => warningsOf(item, reading, language)))].join(' ')
}

function BoxKeys({ state, strings }: { readonly state: DeskState; readonly strings: Strings }): ReactNode {
  const hasText = state.text.trim() !== ''
  return (
    <span className="box-keys" aria-hidden="true">
      {hasText ? (
        <span>
          <KeyCap>Enter</KeyCap> {strings.box.check}
        </span>
      ) : null}
      {hasText || state.current !== null ? (
        <span>
          <KeyCap>Esc</KeyCap> {strings.box.clear}
        </span>
      ) : null}
    </span>
  )
}

function placeholder(state: DeskState, strings: Strings): string {
  if (state.panel === 'newborn') return strings.box.placeholderNewborn
  if (state.adding) return strings.box.placeholderAdding
  return state.current === null ? strings.box.placeholder : ''
}

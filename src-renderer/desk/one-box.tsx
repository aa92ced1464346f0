import type { ReactNode, RefObject, SubmitEvent } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { KeyCap } from '../ui/key-cap.tsx'
import { stringsOf, type Strings } from '../ui/strings.ts'
import type { DeskState } from './desk-state.ts'
import { previewText, type ReadingOptions } from './reading.ts'
import { ShownChips } from './shown-chips.tsx'

interface OneBoxProperties {
  readonly state: DeskState
  readonly language: Language
  readonly reading: ReadingOptions
  readonly box: RefObject<HTMLInputElement | null>
  readonly onType: (text: string) => void
  readonly onSubmit: () => void
  readonly onRemove: (thing: number) => void
}

/** The one box that takes everything, with what it understood so far. */
export function OneBox({ state, language, reading, box, onType, onSubmit, onRemove }: OneBoxProperties): ReactNode {
  const strings = stringsOf(language)
  const preview = previewText(state.text, reading, language)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onSubmit()
  }
  const belongsToShown = state.text === '' || state.adding || state.panel === 'newborn'
  return (
    <search className="one-box-place">
      <form className="one-box" onSubmit={submit} data-adding={state.adding || state.panel === 'newborn'}>
        {state.current !== null && belongsToShown ? (
          <ShownChips question={state.current.question} language={language} onRemove={onRemove} />
        ) : null}
        {state.adding || state.panel === 'newborn' ? (
          <span className="box-mode">{state.panel === 'newborn' ? strings.box.newborn : strings.box.adding}</span>
        ) : null}
        <input
          ref={box}
          className="box-input"
          type="text"
          value={state.text}
          onChange={(event) => onType(event.target.value)}
          placeholder={placeholder(state, strings)}
          aria-label={strings.box.label}
          aria-describedby="box-preview"
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={20_000}
          data-testid="box"
        />
        <output id="box-preview" className="box-preview" data-tone={preview?.tone ?? 'none'} data-testid="preview">
          {state.readingPicture ? strings.box.readingPicture : (preview?.text ?? '')}
        </output>
        <BoxKeys state={state} strings={strings} />
      </form>
    </search>
  )
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
      {hasText ? (
        <span className="box-key-minor">
          <KeyCap>F9</KeyCap> {strings.box.whatIsThis}
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

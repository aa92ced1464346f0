import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { stringsOf } from '../ui/strings.ts'
import { mostThings, type OpenCheck } from './desk-state.ts'
import { canSayKind } from './next-step.ts'
import type { DeskCommands } from './use-desk.ts'

interface ActionBarProperties {
  readonly check: OpenCheck
  readonly language: Language
  readonly isAdding: boolean
  readonly isAskingSamePerson: boolean
  /** The register is another one since this answer. */
  readonly isOutdated: boolean
  readonly commands: DeskCommands
}

/** What can be done with the answer, each with its key. */
export function ActionBar({ check, language, isAdding, isAskingSamePerson, isOutdated, commands }: ActionBarProperties): ReactNode {
  const strings = stringsOf(language)
  const verdict = check.reply?.verdict
  // A green answer that counts no more is none either.
  const emergency = verdict?.emergency ?? (isOutdated ? stringsOf(verdict?.language ?? language).trouble.emergency : null)
  return (
    <footer className="action-bar">
      {isOutdated ? <ActionButton label={strings.actions.again} shortcut="Enter" onPress={commands.checkAgain} look="main" /> : null}
      {verdict?.confirmable === true ? (
        <ActionButton
          label={strings.samePerson.button}
          shortcut="F8"
          onPress={commands.askSamePerson}
          look="main"
          isPressed={isAskingSamePerson}
        />
      ) : null}
      {verdict?.newbornOffered === true ? (
        <ActionButton label={strings.actions.newborn} shortcut="F6" onPress={() => commands.switchPanel('newborn')} look="main" />
      ) : null}
      <ActionButton
        label={strings.actions.next}
        shortcut="Esc"
        onPress={commands.escape}
        look={isOutdated || verdict?.confirmable === true || verdict?.newbornOffered === true ? 'plain' : 'main'}
      />
      {check.question.things.length < mostThings ? (
        <ActionButton label={strings.actions.more} shortcut="F4" onPress={commands.switchAdding} isPressed={isAdding} />
      ) : null}
      {canSayKind(check.question.things.at(-1)) ? (
        <ActionButton label={strings.actions.whatIsThis} shortcut="F9" onPress={commands.askWhatIsThis} />
      ) : null}
      {verdict === undefined || emergency === null ? null : (
        <p className="verdict-emergency" lang={verdict.language}>
          {emergency}
        </p>
      )}
    </footer>
  )
}

import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { formatTime } from '../ui/format.ts'
import { stringsOf, type Strings } from '../ui/strings.ts'
import type { DeskMessage } from './desk-state.ts'

interface MessageLineProperties {
  readonly message: DeskMessage | null
  readonly language: Language
  readonly timeZone: string
}

/** One line between box and answer, gone with the next key: a check withdrawn, data hidden, what is still missing. */
export function MessageLine({ message, language, timeZone }: MessageLineProperties): ReactNode {
  if (message === null) return null
  const isProblem = message.kind === 'withdraw-failed' || message.kind === 'newborn-incomplete'
  return (
    <output className="message-line" data-kind={isProblem ? 'problem' : 'note'}>
      {messageWords(message, stringsOf(language), timeZone)}
    </output>
  )
}

function messageWords(message: DeskMessage, strings: Strings, timeZone: string): string {
  switch (message.kind) {
    case 'withdrawn':
      return strings.ribbon.withdrawDone(formatTime(message.at, timeZone))
    case 'withdraw-failed':
      return strings.ribbon.withdrawFailed
    case 'newborn-incomplete':
      return strings.newborn.incomplete
    case 'data-hidden':
      return strings.announce.hidden
  }
}

import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { formatTime } from '../ui/format.ts'
import { stringsOf, type Strings } from '../ui/strings.ts'
import type { DeskMessage } from './desk-state.ts'

interface BoxMessageProperties {
  readonly message: DeskMessage | null
  readonly language: Language
  readonly timeZone: string
}

/** One sentence under the box, gone with the next key: a check withdrawn, data hidden, what is still missing. */
export function BoxMessage({ message, language, timeZone }: BoxMessageProperties): ReactNode {
  if (message === null) return null
  const isProblem = message.kind === 'withdraw-failed' || message.kind === 'newborn-incomplete'
  return (
    <span className="box-message" data-problem={isProblem}>
      {messageWords(message, stringsOf(language), timeZone)}
    </span>
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
    case 'scan-repeated':
      return strings.scanner.repeated
    case 'data-hidden':
      return strings.announce.hidden
  }
}

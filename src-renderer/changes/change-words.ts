import type { ChangedAnswer } from '../../src-shared/changed-answer.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { ItemKind } from '../../src-shared/intake/item.ts'
import { nameOfKind } from '../desk/shown-things.ts'
import { stringsOf, type Strings } from '../ui/strings.ts'

/** Whom a changed answer is about, as far as a list on a desk may say: a short name, else what was shown with the end of its number. */
export function whomWords(change: Pick<ChangedAnswer, 'name' | 'shown' | 'isNewborn'>, language: Language): string {
  const strings = stringsOf(language).changes
  const shown = shownWords(change, language)
  if (change.name === null) return shown ?? strings.unreadable
  return change.isNewborn ? strings.newborn(change.name) : change.name
}

/** What was shown, by kind and the end of its number; null where the question cannot be read. */
export function shownWords({ shown }: Pick<ChangedAnswer, 'shown'>, language: Language): string | null {
  if (shown === null) return null
  const kinds: Readonly<Record<string, string>> = stringsOf(language).kinds
  const kind = isKind(shown.kind, kinds) ? nameOfKind(shown.kind, shown.documentType, language) : null
  return [kind, shown.ending === null ? null : `…${shown.ending}`].filter((part) => part !== null).join(' ')
}

/** What the receptionist does about a changed answer. */
export function todoWords({ before, after, isCurrent, isOtherPerson }: ChangedAnswer, language: Language): string {
  return stringsOf(language).changes.todo[todoOf(before.outcome, after.outcome, isCurrent, isOtherPerson)]
}

function todoOf(
  before: ChangedAnswer['before']['outcome'],
  after: ChangedAnswer['after']['outcome'],
  isCurrent: boolean,
  isOtherPerson: boolean,
): keyof Strings['changes']['todo'] {
  if (!isCurrent) return 'open'
  if (isOtherPerson) return 'otherPerson'
  switch (after) {
    case 'covered':
      return before === 'not-checked' ? 'coveredAfterUnknown' : 'coveredAfterOther'
    case 'not-covered':
      return before === 'covered' ? 'notCoveredAfterCovered' : 'notCovered'
    case 'needs-a-look':
      return 'look'
    case 'not-checked':
      return before === 'covered' ? 'unknownAfterCovered' : 'unknown'
  }
}

function isKind(kind: string, kinds: Readonly<Record<string, string>>): kind is ItemKind {
  return Object.hasOwn(kinds, kind)
}

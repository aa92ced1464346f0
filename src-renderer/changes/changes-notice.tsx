import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { KeyCap } from '../ui/key-cap.tsx'
import { stringsOf } from '../ui/strings.ts'

interface ChangesNoticeProperties {
  /** How many changed answers nobody has put aside. */
  readonly count: number
  readonly isOpen: boolean
  readonly language: Language
  readonly onOpen: () => void
}

/** Says quietly that answers have changed: beside the work, never in its way, and of nobody in particular. */
export function ChangesNotice({ count, isOpen, language, onOpen }: ChangesNoticeProperties): ReactNode {
  const strings = stringsOf(language).changes
  return (
    <aside className="changes-place" aria-label={strings.title}>
      <output className="changes-live">
        {count === 0 ? null : (
          <button type="button" className="changes-notice" aria-pressed={isOpen} title={strings.noticeHint} onClick={onOpen}>
            <span className="changes-mark" aria-hidden="true" />
            <span>{strings.notice(count)}</span>
            <KeyCap>F5</KeyCap>
          </button>
        )}
      </output>
    </aside>
  )
}

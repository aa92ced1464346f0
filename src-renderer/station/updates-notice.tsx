import type { ReactNode } from 'react'
import { ActionButton } from '../ui/action-button.tsx'
import { EyeIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import { noticeWords, type DeskNotice } from './desk-notice.ts'
import type { Here } from './when-words.ts'

interface UpdatesNoticeProperties {
  readonly notice: DeskNotice | null
  readonly hasRegister: boolean
  readonly here: Here
  readonly onOpen: () => void
}

/** What the desk says of the updates by itself: one line above the status, heard politely, never in the way of an answer. */
export function UpdatesNotice({ notice, hasRegister, here, onOpen }: UpdatesNoticeProperties): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.notice
  return (
    <div className="updates-place" aria-live="polite" data-testid="updates-notice">
      {notice === null ? null : (
        <div className="updates-notice" data-kind={notice.kind}>
          <EyeIcon />
          <p>{noticeWords(notice, here, hasRegister)}</p>
          <ActionButton label={strings.open} shortcut="F10" look="quiet" onPress={onOpen} />
        </div>
      )}
    </div>
  )
}

import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { Card } from '../ui/card.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { stringsOf } from '../ui/strings.ts'
import { shortcutCard } from './shortcuts.ts'

interface ShortcutCardProperties {
  readonly language: Language
  readonly onClose: () => void
}

/** Every key of the desk. */
export function ShortcutCard({ language, onClose }: ShortcutCardProperties): ReactNode {
  const strings = stringsOf(language)
  return (
    <Card title={strings.shortcuts.title} kind="shortcuts" close={{ label: strings.actions.close, onPress: onClose }}>
      <p className="card-lead">{strings.shortcuts.explain}</p>
      <dl className="shortcut-list">
        {shortcutCard.map(({ keys, name }) => (
          <div key={name}>
            <dt>
              {keys.map((key) => (
                <KeyCap key={key}>{key}</KeyCap>
              ))}
            </dt>
            <dd>{strings.shortcuts.keys[name]}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

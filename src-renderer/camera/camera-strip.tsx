import { useSyncExternalStore, type ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { TickIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'
import type { Camera } from './camera-parts.ts'
import { leastHeight, type CameraPhase, type CodeNote } from './camera-state.ts'

interface CameraStripProperties {
  readonly camera: Camera
  readonly phase: CameraPhase
  readonly note: CodeNote | null
  readonly language: Language
}

/** The one line under the picture: what to do with the code, or that it was read. */
export function CameraStrip({ camera, phase, note, language }: CameraStripProperties): ReactNode {
  const { coaching, isRead, isBlack } = useSyncExternalStore(camera.view.watch, camera.view.get)
  const strings = stringsOf(language).camera
  if (phase.name !== 'live') return <span className="camera-advice" />
  if (note !== null) {
    return (
      <output className="camera-advice" data-note={note}>
        <TickIcon />
        {strings.notes[note]}
      </output>
    )
  }
  const isPoor = coaching === 'searching' && phase.height > 0 && phase.height < leastHeight
  const quiet = isRead ? strings.notes.read : ''
  const words = isBlack ? '' : isPoor ? strings.poor : coaching === null ? quiet : strings.coaching[coaching]
  return (
    <span className="camera-advice" data-coaching={coaching}>
      {words}
    </span>
  )
}

import { useSyncExternalStore, type ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { stringsOf } from '../ui/strings.ts'
import type { Camera } from './camera-parts.ts'

/** The camera in the status line: its name while it looks, else in a word what it does. */
export function CameraStatus({ camera, language }: { readonly camera: Camera; readonly language: Language }): ReactNode {
  const { phase, device } = useSyncExternalStore(camera.state.watch, camera.state.get)
  const strings = stringsOf(language).camera.status
  const words = phase.name === 'live' && device !== null && device.label !== '' ? plainName(device.label) : strings[phase.name]
  return (
    <span className="status-camera" data-level={phase.name === 'trouble' ? 'bad' : undefined}>
      {strings.camera} {words}
    </span>
  )
}

/** Browsers add the numbers of maker and product: «HD Webcam (1bcf:2b8a)». */
function plainName(label: string): string {
  return label.replace(/\s*\([\da-f]{4}:[\da-f]{4}\)$/i, '')
}

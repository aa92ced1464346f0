import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { stringsOf } from '../ui/strings.ts'
import type { CameraDevice } from './camera-state.ts'

interface CameraListProperties {
  readonly devices: readonly CameraDevice[]
  /** The one in use or wanted. */
  readonly device: CameraDevice | null
  readonly language: Language
  readonly onChoose: (device: CameraDevice) => void
  readonly onLeave: () => void
}

/** Which camera: all that are connected, by the names that the system gives them. */
export function CameraList({ devices, device, language, onChoose, onLeave }: CameraListProperties): ReactNode {
  const strings = stringsOf(language).camera
  return (
    <div className="camera-words camera-list">
      <p>{strings.choose}</p>
      <ul>
        {devices.map((one, place) => (
          <li key={one.id}>
            <button
              type="button"
              className="camera-button"
              aria-pressed={one.id === device?.id}
              onClick={() => (one.id === device?.id ? onLeave() : onChoose(one))}
            >
              {one.label === '' ? strings.unnamed(String(place + 1)) : one.label}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

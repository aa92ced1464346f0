import { useEffect, useState } from 'react'
import type { ReadOptions } from '../../src-shared/intake/read-options.ts'
import type { SeenCode } from '../scan/camera-messages.ts'
import { useLatest } from '../ui/use-latest.ts'
import { createCamera } from './camera-controller.ts'
import type { Camera, CameraParts } from './camera-parts.ts'
import { openCameraReader } from './camera-reader.ts'

interface CameraUse {
  /** How the content of a code is read. */
  readonly reading: ReadOptions
  readonly onCodes: (codes: readonly SeenCode[]) => void
}

/** The desk's camera. It goes on while the screen is drawn anew and lets go of everything with it. */
export function useCamera({ reading: { today, enpCheckDigit, uncheckableSnils }, onCodes }: CameraUse): Camera {
  const [camera] = useState(() => createCamera(browserParts()))
  const latest = useLatest(onCodes)
  useEffect(() => {
    camera.onCodes((codes) => latest.current(codes))
    return camera.begin()
  }, [camera, latest])
  useEffect(() => camera.configure({ today, enpCheckDigit, uncheckableSnils }), [camera, today, enpCheckDigit, uncheckableSnils])
  return camera
}

function browserParts(): CameraParts {
  return {
    devices: navigator.mediaDevices,
    isSecure: window.isSecureContext,
    permission: askPermission,
    store: window.localStorage,
    page: document,
    openReader: openCameraReader,
  }
}

/** Some browsers know no permission of this name and throw. */
async function askPermission(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: 'camera' })
  } catch {
    return null
  }
}

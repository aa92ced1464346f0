import type { ReadOptions } from '../../src-shared/intake/read-options.ts'
import type { SeenCode } from '../scan/camera-messages.ts'
import type { Cell } from '../ui/cell.ts'
import type { CameraReader, ReaderListener } from './camera-reader.ts'
import type { CameraDevice, CameraState, CameraView } from './camera-state.ts'

/** What the camera works with; tests put their own in place. */
export interface CameraParts {
  /** Absent in an insecure page. */
  readonly devices: MediaDevices | undefined
  readonly isSecure: boolean
  /** What the browser says about cameras for this page, as an object that tells of changes; null where it does not say. */
  readonly permission: () => Promise<Pick<PermissionStatus, 'state' | 'addEventListener'> | null>
  readonly store: Pick<Storage, 'getItem' | 'setItem'>
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>
  readonly openReader: (listener: ReaderListener) => CameraReader
}

export interface Camera {
  readonly state: Cell<CameraState>
  readonly view: Cell<CameraView>
  open(): void
  /** Lets go of the camera; nothing of its picture stays. */
  close(): void
  /** Opens it or closes it. */
  switch(): void
  choose(device: CameraDevice): void
  tryAgain(): void
  setTorch(on: boolean): void
  /** How the content of a code is read, to tell a policy from something else. */
  configure(options: ReadOptions): void
  /** Where codes that count go. */
  onCodes(listener: (codes: readonly SeenCode[]) => void): void
  /** Opens where it was open when the program was left; returns the way to let go of everything. */
  begin(): () => void
}

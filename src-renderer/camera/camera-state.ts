import type { CoachingCode } from '../../src-shared/decoder/coaching.ts'
import type { Quadrilateral } from '../../src-shared/decoder/engine.ts'
import type { CameraTrouble } from './camera-trouble.ts'

export interface CameraDevice {
  readonly id: string
  /** As the system calls it; empty until the camera has been allowed once. */
  readonly label: string
}

/** What the camera does now. */
export type CameraPhase =
  | { readonly name: 'closed' }
  /** `isAsking`: the browser is asking whether the page may use it. */
  | { readonly name: 'starting'; readonly isAsking: boolean }
  | { readonly name: 'live'; readonly stream: MediaStream; readonly height: number }
  /** The window cannot be seen: nothing is read. */
  | { readonly name: 'paused' }
  /** `isRetrying`: another attempt follows by itself. */
  | { readonly name: 'trouble'; readonly trouble: CameraTrouble; readonly isRetrying: boolean }

export interface CameraState {
  readonly phase: CameraPhase
  readonly devices: readonly CameraDevice[]
  /** The one in use or wanted; null before the first. */
  readonly device: CameraDevice | null
  /** Null where the camera has no lamp. */
  readonly torch: 'on' | 'off' | null
}

/** What the newest frames show; changes several times a second. */
export interface CameraView {
  readonly coaching: CoachingCode | null
  /** A code that counted is still there: nothing need be done. */
  readonly isRead: boolean
  /** Nothing but black arrives. */
  readonly isBlack: boolean
  /** Where something like a code stands in the frame; null where nothing does. */
  readonly position: Quadrilateral | null
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** What became of the last code: read, or known already. */
export type CodeNote = 'read' | 'repeated'

export const closedCamera: CameraState = { phase: { name: 'closed' }, devices: [], device: null, torch: null }
export const emptyView: CameraView = { coaching: null, isRead: false, isBlack: false, position: null, width: 16, height: 9 }

/** Pictures lower than this many pixels hold too little for a whole card. */
export const leastHeight = 720

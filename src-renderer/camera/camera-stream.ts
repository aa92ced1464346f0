import type { CameraDevice } from './camera-state.ts'

/** Settings of a camera that the common list of TypeScript does not know. */
interface CameraAbilities {
  readonly torch?: boolean
  readonly focusMode?: readonly string[]
}

/**
 * What a camera is asked for: as many pixels as it has up to 1920×1080 at 30 frames a second. All are wishes: a poorer
 * camera gives what it has.
 */
export function wishes(device: CameraDevice | null): MediaStreamConstraints {
  return {
    audio: false,
    video: {
      width: { ideal: 1920 },
      height: { ideal: 1080 },
      frameRate: { ideal: 30 },
      ...(device === null ? { facingMode: 'environment' } : { deviceId: { exact: device.id } }),
    },
  }
}

/** The cameras of this computer; their names stay empty until one has been allowed. */
export async function listCameras(devices: Pick<MediaDevices, 'enumerateDevices'>): Promise<readonly CameraDevice[]> {
  const all = await devices.enumerateDevices()
  return all.flatMap(({ kind, deviceId, label }) => (kind === 'videoinput' && deviceId !== '' ? [{ id: deviceId, label }] : []))
}

/** The remembered camera among those that are there: by its id, else by its name, for ids change with the browser's data. */
export function findCamera(cameras: readonly CameraDevice[], wanted: CameraDevice): CameraDevice | null {
  return cameras.find(({ id }) => id === wanted.id) ?? cameras.find(({ label }) => label !== '' && label === wanted.label) ?? null
}

/** Asks for focus that follows what is held up, where the camera can. Never throws. */
export async function focusContinuously(track: MediaStreamTrack): Promise<void> {
  if (abilitiesOf(track).focusMode?.includes('continuous') === true) await apply(track, { focusMode: 'continuous' })
}

export function hasTorch(track: MediaStreamTrack): boolean {
  return abilitiesOf(track).torch === true
}

/** Returns whether the lamp did as it was told. */
export function switchTorch(track: MediaStreamTrack, on: boolean): Promise<boolean> {
  return apply(track, { torch: on })
}

function abilitiesOf(track: MediaStreamTrack): CameraAbilities {
  // Some browsers have no such method.
  return 'getCapabilities' in track ? (track.getCapabilities() as CameraAbilities) : {}
}

async function apply(track: MediaStreamTrack, setting: { readonly torch: boolean } | { readonly focusMode: string }): Promise<boolean> {
  try {
    await track.applyConstraints({ advanced: [setting as MediaTrackConstraintSet] })
    return true
  } catch {
    return false
  }
}

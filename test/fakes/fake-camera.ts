import type { CameraParts } from '../../src-renderer/camera/camera-parts.ts'
import type { CameraReader, ReaderListener } from '../../src-renderer/camera/camera-reader.ts'
import type { CameraDevice } from '../../src-renderer/camera/camera-state.ts'

/** A camera that is plugged in and out, taken by others and forbidden by the test; the parts of the real one's life. */
export interface FakeCamera {
  readonly parts: CameraParts
  /** What is connected; set it, then call `changeDevices`. */
  devices: readonly CameraDevice[]
  /** Thrown by the next attempts to start; null lets them succeed. */
  refusal: DOMException | null
  permission: PermissionState
  /** The constraints of every attempt. */
  readonly asked: MediaStreamConstraints[]
  /** Every track that was ever handed out. */
  readonly tracks: FakeTrack[]
  /** What the reader was told, in order: `read`, `pause`, `end`. */
  readonly readerCalls: string[]
  listener(): ReaderListener
  changeDevices(): void
  changePermission(permission: PermissionState): void
  hide(isHidden: boolean): void
}

export class FakeTrack extends EventTarget {
  readonly kind = 'video'
  readonly label: string
  readonly deviceId: string
  readonly applied: unknown[] = []
  readyState: MediaStreamTrackState = 'live'
  capabilities: Readonly<Record<string, unknown>> = {}

  constructor({ id, label }: CameraDevice) {
    super()
    this.deviceId = id
    this.label = label
  }
  stop(): void {
    this.readyState = 'ended'
  }
  /** The device is gone. */
  lose(): void {
    this.readyState = 'ended'
    this.dispatchEvent(new Event('ended'))
  }
  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId, width: 1280, height: 720 }
  }
  getCapabilities(): object {
    return this.capabilities
  }
  applyConstraints(constraints: unknown): Promise<void> {
    this.applied.push(constraints)
    return Promise.resolve()
  }
}

export function fakeCamera(abilities: Readonly<Record<string, unknown>> = {}, kept: string | null = null): FakeCamera {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const status = Object.assign(new EventTarget(), { state: 'granted' as PermissionState })
  const store = new Map<string, string>(kept === null ? [] : [['polis-desk.camera', kept]])
  let listener: ReaderListener | null = null
  const fake: FakeCamera = {
    devices: [{ id: 'a', label: 'HD Webcam' }],
    refusal: null,
    permission: 'granted',
    asked: [],
    tracks: [],
    readerCalls: [],
    listener() {
      if (listener === null) throw new Error('No reader was opened')
      return listener
    },
    changeDevices: () => void devices.dispatchEvent(new Event('devicechange')),
    changePermission(permission) {
      status.state = permission
      status.dispatchEvent(new Event('change'))
    },
    hide(isHidden) {
      page.visibilityState = isHidden ? 'hidden' : 'visible'
      page.dispatchEvent(new Event('visibilitychange'))
    },
    parts: {
      get devices() {
        // Three methods of the browser's object are used.
        return devices as unknown as MediaDevices
      },
      isSecure: true,
      permission: () => {
        status.state = fake.permission
        return Promise.resolve(status as unknown as PermissionStatus)
      },
      store: { getItem: (key) => store.get(key) ?? null, setItem: (key, value) => void store.set(key, value) },
      page: page as unknown as CameraParts['page'],
      openReader(heard) {
        listener = heard
        const reader: CameraReader = {
          read: () => void fake.readerCalls.push('read'),
          pause: () => void fake.readerCalls.push('pause'),
          configure: () => undefined,
          end: () => void fake.readerCalls.push('end'),
        }
        return reader
      },
    },
  }
  const devices = Object.assign(new EventTarget(), {
    enumerateDevices: () => Promise.resolve(fake.devices.map(({ id, label }) => ({ kind: 'videoinput', deviceId: id, label }))),
    getUserMedia(constraints: MediaStreamConstraints) {
      fake.asked.push(constraints)
      if (fake.refusal !== null) return Promise.reject(fake.refusal)
      const wanted = typeof constraints.video === 'object' ? constraints.video.deviceId : undefined
      const id = typeof wanted === 'object' && 'exact' in wanted ? wanted.exact : fake.devices[0]?.id
      const device = fake.devices.find((one) => one.id === id)
      if (device === undefined) return Promise.reject(new DOMException('none', 'NotFoundError'))
      const track = new FakeTrack(device)
      track.capabilities = abilities
      fake.tracks.push(track)
      return Promise.resolve({ getTracks: () => [track], getVideoTracks: () => [track] })
    },
  })
  return fake
}

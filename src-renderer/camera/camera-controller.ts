import type { SeenCode } from '../scan/camera-messages.ts'
import type { ReadOptions } from '../../src-shared/intake/read-options.ts'
import { cell } from '../ui/cell.ts'
import { rememberCamera, rememberedCamera } from './camera-memory.ts'
import type { Camera, CameraParts } from './camera-parts.ts'
import type { CameraReader } from './camera-reader.ts'
import { closedCamera, emptyView, type CameraDevice, type CameraPhase, type CameraState } from './camera-state.ts'
import { findCamera, focusContinuously, hasTorch, listCameras, switchTorch, wishes } from './camera-stream.ts'
import { pauseBefore, troubleOf, type CameraTrouble } from './camera-trouble.ts'

/** Whoever comes back within this time finds the picture at once; after it other programs may have the camera. */
const releaseMilliseconds = 30_000

/** The life of the camera: opened, paused while nobody can see the window, started again after whatever stopped it. */
export function createCamera(parts: CameraParts): Camera {
  const state = cell(closedCamera)
  const view = cell(emptyView)
  let reader: CameraReader | null = null
  let options: ReadOptions | null = null
  let takeCodes: ((codes: readonly SeenCode[]) => void) | null = null
  let stream: MediaStream | null = null
  let failuresInRow = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  /** An answer that comes after something newer was begun is thrown away. */
  let turn = 0
  let watchesPermission = false

  const change = (part: Partial<CameraState>) => state.set({ ...state.get(), ...part })
  const enter = (phase: CameraPhase) => change({ phase })
  const isOpen = () => state.get().phase.name !== 'closed'
  const isHidden = () => parts.page.visibilityState === 'hidden'

  /** An attempt that repeats itself leaves the words of the trouble on the screen. */
  async function start(isRepeated = false): Promise<void> {
    clearTimeout(timer)
    releaseStream()
    const mine = ++turn
    if (isHidden()) return enter({ name: 'paused' })
    const { devices } = parts
    if (!parts.isSecure) return fail('insecure')
    if (devices?.getUserMedia === undefined) return fail('unsupported')
    if (!isRepeated) enter({ name: 'starting', isAsking: false })
    openReader()
    void permissionState().then((permission) => {
      if (mine === turn && permission === 'prompt') enter({ name: 'starting', isAsking: true })
    })
    const wanted = await wantedDevice(devices)
    if (mine !== turn) return
    if (wanted === 'absent') return fail('unplugged')
    try {
      const opened = await devices.getUserMedia(wishes(wanted))
      if (mine === turn) await begun(opened, devices)
      else stopTracks(opened)
    } catch (error) {
      const permission = await permissionState()
      if (mine === turn) fail(troubleOf(error, permission, wanted !== null))
    }
  }

  /** Whoever allows the camera in the browser's settings need not press anything here. */
  async function permissionState(): Promise<PermissionState | null> {
    const permission = await parts.permission()
    if (permission === null) return null
    if (!watchesPermission) permission.addEventListener('change', () => onPermission(permission.state))
    watchesPermission = true
    return permission.state
  }

  function onPermission(permission: PermissionState): void {
    const { phase } = state.get()
    if (phase.name === 'trouble' && permission === 'granted') startAnew()
  }

  /** A remembered camera is never replaced by another without a word: another may look at the receptionist's face. */
  async function wantedDevice(devices: MediaDevices): Promise<CameraDevice | null | 'absent'> {
    const { device } = state.get()
    const cameras = await listCameras(devices).catch(() => [])
    if (cameras.some(({ label }) => label !== '')) change({ devices: cameras })
    if (device === null) return null
    // Before the first permission neither ids nor names are told.
    if (cameras.every(({ label }) => label === '')) return null
    return findCamera(cameras, device) ?? 'absent'
  }

  async function begun(opened: MediaStream, devices: MediaDevices): Promise<void> {
    const mine = turn
    const [track] = opened.getVideoTracks()
    if (track === undefined) {
      stopTracks(opened)
      return fail('silent')
    }
    stream = opened
    track.addEventListener('ended', () => void lost(opened, devices))
    const { deviceId, height } = track.getSettings()
    const device = { id: deviceId ?? '', label: track.label }
    change({ device, torch: hasTorch(track) ? 'off' : null, phase: { name: 'live', stream: opened, height: height ?? 0 } })
    remember()
    if (isHidden()) rest()
    else openReader().read(opened)
    await focusContinuously(track)
    const cameras = await listCameras(devices).catch(() => [])
    if (mine === turn) change({ devices: cameras })
  }

  /** A camera that ends though it is still connected, as after the computer slept, is asked again. */
  async function lost(ended: MediaStream, devices: MediaDevices): Promise<void> {
    const cameras = await listCameras(devices).catch(() => [])
    if (stream !== ended) return
    const { device } = state.get()
    fail(device !== null && findCamera(cameras, device) !== null ? 'silent' : 'unplugged')
  }

  function fail(trouble: CameraTrouble): void {
    turn += 1
    failuresInRow += 1
    releaseStream()
    const pause = pauseBefore(trouble, failuresInRow)
    enter({ name: 'trouble', trouble, isRetrying: pause !== null })
    clearTimeout(timer)
    if (pause !== null) timer = setTimeout(() => void start(true), pause)
  }

  function openReader(): CameraReader {
    if (reader !== null) return reader
    reader = parts.openReader({
      onView(next) {
        failuresInRow = 0
        view.set(next)
      },
      onCodes: (codes) => takeCodes?.(codes),
      onSilence: () => fail('silent'),
      onFailure: () => fail('reader'),
    })
    if (options !== null) reader.configure(options)
    return reader
  }

  function releaseStream(): void {
    reader?.pause()
    if (stream !== null) stopTracks(stream)
    stream = null
    view.set(emptyView)
    change({ torch: null })
  }

  function remember(): void {
    const { device } = state.get()
    rememberCamera(parts.store, { isOpen: isOpen(), device })
  }

  function close(): void {
    turn += 1
    clearTimeout(timer)
    releaseStream()
    reader?.end()
    reader = null
    failuresInRow = 0
    enter({ name: 'closed' })
  }

  function startAnew(): void {
    failuresInRow = 0
    void start()
  }

  /** Hidden: nothing is shown or read, and after a while the camera is free for others. */
  function onVisibility(): void {
    const { phase } = state.get()
    if (phase.name === 'closed') return
    if (!isHidden()) {
      clearTimeout(timer)
      if (stream !== null && phase.name === 'paused') goOn(stream)
      else if (phase.name === 'paused' || phase.name === 'trouble') startAnew()
      return
    }
    if (phase.name === 'live') rest()
  }

  function rest(): void {
    reader?.pause()
    view.set(emptyView)
    enter({ name: 'paused' })
    clearTimeout(timer)
    timer = setTimeout(releaseStream, releaseMilliseconds)
  }

  function goOn(kept: MediaStream): void {
    enter({ name: 'live', stream: kept, height: kept.getVideoTracks()[0]?.getSettings().height ?? 0 })
    openReader().read(kept)
  }

  const onDeviceChange = () => void lookAround()

  /** Something was plugged in or pulled out. */
  async function lookAround(): Promise<void> {
    const { phase } = state.get()
    if (parts.devices === undefined || phase.name === 'closed') return
    const cameras = await listCameras(parts.devices).catch(() => [])
    if (!isOpen()) return
    if (cameras.some(({ label }) => label !== '')) change({ devices: cameras })
    const { device, phase: after } = state.get()
    if (after.name === 'trouble' && (after.trouble === 'unplugged' || after.trouble === 'no-camera')) {
      if (device === null ? cameras.length > 0 : findCamera(cameras, device) !== null) startAnew()
    }
  }

  function openOrClose(open: boolean): void {
    if (open === isOpen()) return
    if (open) startAnew()
    else close()
    remember()
  }

  return {
    state,
    view,
    open: () => openOrClose(true),
    close: () => openOrClose(false),
    switch: () => openOrClose(!isOpen()),
    choose(device) {
      change({ device })
      startAnew()
      remember()
    },
    tryAgain: startAnew,
    setTorch(on) {
      const [track] = stream?.getVideoTracks() ?? []
      if (track === undefined) return
      void switchTorch(track, on).then((done) => {
        if (done && stream?.getVideoTracks()[0] === track) change({ torch: on ? 'on' : 'off' })
      })
    },
    configure(next) {
      options = next
      reader?.configure(next)
    },
    onCodes(listener) {
      takeCodes = listener
    },
    begin() {
      parts.page.addEventListener('visibilitychange', onVisibility)
      parts.devices?.addEventListener?.('devicechange', onDeviceChange)
      const before = rememberedCamera(parts.store)
      change({ device: before.device })
      if (before.isOpen) startAnew()
      return () => {
        close()
        parts.page.removeEventListener('visibilitychange', onVisibility)
        parts.devices?.removeEventListener?.('devicechange', onDeviceChange)
      }
    },
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

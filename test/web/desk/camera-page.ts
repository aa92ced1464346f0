import type { BrowserContext } from '@playwright/test'

declare global {
  /** What a test does to the camera of its page; see `standBetween`. */
  function trackOfPage(): MediaStreamTrack | null
  function setHidden(isHidden: boolean): void
  function holdCamera(isHeld: boolean): void
  function unplug(): void
  function plugIn(): void
  /** Further cameras by their names; all of them show the same film, and the film's camera has a lamp. */
  function addCameras(...names: string[]): void
}

/**
 * What cannot be done to a camera that is fed from a file is done to the page's view of it: held by another program, pulled out,
 * plugged in, and a window that nobody sees.
 */
export async function standBetween(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const { mediaDevices } = navigator
    if (mediaDevices === undefined) return
    const ask = mediaDevices.getUserMedia.bind(mediaDevices)
    // The browser calls the camera by the path of its film.
    const label = 'HD Webcam'
    Object.defineProperty(MediaStreamTrack.prototype, 'label', { get: () => label })
    const listOwn = mediaDevices.enumerateDevices.bind(mediaDevices)
    const list = async () => {
      const own = await listOwn()
      const cameras = own.filter(({ kind }) => kind === 'videoinput')
      return cameras.map(({ deviceId, groupId, kind, label: path }) => ({
        deviceId,
        groupId,
        kind,
        label: path === '' ? '' : label,
        toJSON: () => ({}),
      }))
    }
    let isHeld = false
    let isThere = true
    let isHidden = false
    let others: readonly MediaDeviceInfo[] = []
    mediaDevices.getUserMedia = (constraints) => {
      if (isHeld) return Promise.reject(new DOMException('Could not start video source', 'NotReadableError'))
      if (!isThere) return Promise.reject(new DOMException('Requested device not found', 'NotFoundError'))
      return ask(constraints)
    }
    mediaDevices.enumerateDevices = async () => (isThere ? [...(await list()), ...others] : [])
    Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') })
    Object.assign(window, {
      trackOfPage() {
        const source = document.querySelector('video')?.srcObject
        return source instanceof MediaStream ? (source.getVideoTracks()[0] ?? null) : null
      },
      setHidden(hidden: boolean) {
        isHidden = hidden
        document.dispatchEvent(new Event('visibilitychange'))
      },
      holdCamera(held: boolean) {
        isHeld = held
      },
      unplug() {
        isThere = false
        const track = trackOfPage()
        track?.stop()
        track?.dispatchEvent(new Event('ended'))
        mediaDevices.dispatchEvent(new Event('devicechange'))
      },
      addCameras(...names: string[]) {
        others = names.map((name) => ({ deviceId: name, groupId: '', kind: 'videoinput', label: name, toJSON: () => ({}) }))
        const own = MediaStreamTrack.prototype.getCapabilities
        MediaStreamTrack.prototype.getCapabilities = function capabilities() {
          return { ...own.call(this), torch: true }
        }
      },
      plugIn() {
        isThere = true
        mediaDevices.dispatchEvent(new Event('devicechange'))
      },
    })
  })
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCamera } from '../../../../src-renderer/camera/camera-controller.ts'
import type { Camera } from '../../../../src-renderer/camera/camera-parts.ts'
import { emptyView } from '../../../../src-renderer/camera/camera-state.ts'
import { fakeCamera, type FakeCamera } from '../../../fakes/fake-camera.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settled = () => vi.advanceTimersByTimeAsync(0)
const busy = new DOMException('Could not start video source', 'NotReadableError')
const second = { id: 'b', label: 'Document camera' }

async function opened(fake: FakeCamera): Promise<Camera> {
  const camera = createCamera(fake.parts)
  camera.begin()
  camera.open()
  await settled()
  return camera
}

function phaseOf(camera: Camera): string {
  const { phase } = camera.state.get()
  return phase.name === 'trouble' ? phase.trouble : phase.name
}

describe('opening', () => {
  it('asks for the best picture without sound and reads it', async () => {
    const fake = fakeCamera()
    const camera = await opened(fake)
    expect(phaseOf(camera)).toBe('live')
    expect(fake.asked).toEqual([
      { audio: false, video: { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 30 }, facingMode: 'environment' } },
    ])
    expect(fake.readerCalls.at(-1)).toBe('read')
  })

  it('asks for continuous focus where the camera has it, and knows whether it has a lamp', async () => {
    const fake = fakeCamera({ focusMode: ['manual', 'continuous'], torch: true })
    const camera = await opened(fake)
    expect(fake.tracks[0]?.applied).toEqual([{ advanced: [{ focusMode: 'continuous' }] }])
    expect(camera.state.get().torch).toBe('off')
    camera.setTorch(true)
    await settled()
    expect(camera.state.get().torch).toBe('on')
    expect((await opened(fakeCamera())).state.get().torch).toBeNull()
  })

  it('is remembered, together with the camera, until it is closed', async () => {
    const fake = fakeCamera()
    const camera = await opened(fake)
    const again = createCamera(fake.parts)
    again.begin()
    await settled()
    expect(phaseOf(again)).toBe('live')
    expect(fake.asked.at(-1)).toMatchObject({ video: { deviceId: { exact: 'a' } } })
    camera.close()
    const third = createCamera(fake.parts)
    third.begin()
    await settled()
    expect(phaseOf(third)).toBe('closed')
  })

  it('says that the browser asks while it asks', async () => {
    const fake = fakeCamera()
    fake.permission = 'prompt'
    const seen: string[] = []
    const camera = createCamera(fake.parts)
    camera.state.watch(() => {
      const { phase } = camera.state.get()
      if (phase.name === 'starting') seen.push(phase.isAsking ? 'asking' : 'starting')
    })
    camera.open()
    await settled()
    expect(seen).toContain('asking')
  })
})

describe('closing', () => {
  it('stops the camera, its reader and every sign of its picture', async () => {
    const fake = fakeCamera()
    const camera = await opened(fake)
    fake.listener().onView({ ...emptyView, coaching: 'closer' })
    camera.close()
    expect(fake.tracks.map(({ readyState }) => readyState)).toEqual(['ended'])
    expect(fake.readerCalls.at(-1)).toBe('end')
    expect(camera.view.get()).toBe(emptyView)
    expect(phaseOf(camera)).toBe('closed')
  })

  it('while it starts lets go of what comes later', async () => {
    const fake = fakeCamera()
    const camera = createCamera(fake.parts)
    camera.open()
    camera.close()
    await settled()
    expect(phaseOf(camera)).toBe('closed')
    expect(fake.tracks.every(({ readyState }) => readyState === 'ended')).toBe(true)
  })
})

describe('a camera that does not come', () => {
  it('held by another program is tried again, slower each time, until it is free', async () => {
    const fake = fakeCamera()
    fake.refusal = busy
    const camera = await opened(fake)
    expect(camera.state.get().phase).toEqual({ name: 'trouble', trouble: 'busy', isRetrying: true })
    await vi.advanceTimersByTimeAsync(1_000)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(fake.asked).toHaveLength(3)
    expect(phaseOf(camera)).toBe('busy')
    fake.refusal = null
    await vi.advanceTimersByTimeAsync(4_000)
    expect(phaseOf(camera)).toBe('live')
  })

  it('keeps its words on the screen while it tries again', async () => {
    const fake = fakeCamera()
    fake.refusal = busy
    const camera = await opened(fake)
    const seen: string[] = []
    camera.state.watch(() => seen.push(camera.state.get().phase.name))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(new Set(seen)).toEqual(new Set(['trouble']))
  })

  it('refused is not asked for again until it is allowed in the browser', async () => {
    const fake = fakeCamera()
    fake.permission = 'denied'
    fake.refusal = new DOMException('Permission denied', 'NotAllowedError')
    const camera = await opened(fake)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(phaseOf(camera)).toBe('refused')
    expect(fake.asked).toHaveLength(1)
    fake.refusal = null
    fake.changePermission('granted')
    await settled()
    expect(phaseOf(camera)).toBe('live')
  })

  it('absent altogether starts by itself once one is connected', async () => {
    const fake = fakeCamera()
    fake.devices = []
    const camera = await opened(fake)
    expect(phaseOf(camera)).toBe('no-camera')
    fake.devices = [{ id: 'a', label: 'HD Webcam' }]
    fake.changeDevices()
    await settled()
    expect(phaseOf(camera)).toBe('live')
  })

  it('in a page without rights has words of its own', async () => {
    const { parts } = fakeCamera()
    const camera = createCamera({ ...parts, isSecure: false, devices: undefined })
    camera.open()
    expect(phaseOf(camera)).toBe('insecure')
  })

  it('that sends nothing is started again', async () => {
    const fake = fakeCamera()
    const camera = await opened(fake)
    fake.listener().onSilence()
    expect(phaseOf(camera)).toBe('silent')
    expect(fake.tracks[0]?.readyState).toBe('ended')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(phaseOf(camera)).toBe('live')
  })
})

describe('a camera that goes away', () => {
  it('in mid-scan says so, takes no other one, and comes back by itself', async () => {
    const fake = fakeCamera()
    fake.devices = [...fake.devices, second]
    const camera = await opened(fake)
    fake.devices = [second]
    fake.tracks[0]?.lose()
    fake.changeDevices()
    await settled()
    expect(phaseOf(camera)).toBe('unplugged')
    expect(camera.state.get().devices).toEqual([second])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(fake.asked).toHaveLength(1)
    fake.devices = [{ id: 'new id', label: 'HD Webcam' }, second]
    fake.changeDevices()
    await settled()
    expect(phaseOf(camera)).toBe('live')
    expect(camera.state.get().device?.label).toBe('HD Webcam')
  })

  it('though it is connected, as after the computer slept, is asked again', async () => {
    const fake = fakeCamera()
    const camera = await opened(fake)
    fake.tracks[0]?.lose()
    await settled()
    expect(phaseOf(camera)).toBe('silent')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(phaseOf(camera)).toBe('live')
  })

  it('before the program starts is waited for, whatever other cameras there are', async () => {
    const fake = fakeCamera({}, JSON.stringify({ isOpen: true, device: second }))
    const camera = createCamera(fake.parts)
    camera.begin()
    await settled()
    expect(phaseOf(camera)).toBe('unplugged')
    expect(fake.asked).toEqual([])
    fake.devices = [...fake.devices, second]
    fake.changeDevices()
    await settled()
    expect(fake.tracks.map(({ label }) => label)).toEqual(['Document camera'])
  })

  it('can be replaced by another one at the receptionist’s choice', async () => {
    const fake = fakeCamera()
    fake.devices = [...fake.devices, second]
    const camera = await opened(fake)
    camera.choose(second)
    await settled()
    expect(fake.tracks.map(({ label, readyState }) => [label, readyState])).toEqual([
      ['HD Webcam', 'ended'],
      ['Document camera', 'live'],
    ])
  })
})

describe('a window that cannot be seen', () => {
  it('reads nothing, keeps the camera for half a minute and goes on at once', async () => {
    const fake = fakeCamera()
    const camera = await opened(fake)
    fake.hide(true)
    expect(phaseOf(camera)).toBe('paused')
    expect(fake.readerCalls.at(-1)).toBe('pause')
    await vi.advanceTimersByTimeAsync(20_000)
    fake.hide(false)
    expect(phaseOf(camera)).toBe('live')
    expect(fake.readerCalls.at(-1)).toBe('read')
    expect(fake.asked).toHaveLength(1)
  })

  it('leaves the camera to others after that, and asks for it anew', async () => {
    const fake = fakeCamera()
    const camera = await opened(fake)
    fake.hide(true)
    await vi.advanceTimersByTimeAsync(31_000)
    expect(fake.tracks[0]?.readyState).toBe('ended')
    expect(phaseOf(camera)).toBe('paused')
    fake.hide(false)
    await settled()
    expect(phaseOf(camera)).toBe('live')
    expect(fake.asked).toHaveLength(2)
  })

  it('does not start reading when the camera comes late', async () => {
    const fake = fakeCamera()
    const camera = createCamera(fake.parts)
    camera.begin()
    camera.open()
    fake.hide(true)
    await settled()
    expect(phaseOf(camera)).toBe('paused')
    expect(fake.readerCalls).not.toContain('read')
  })
})

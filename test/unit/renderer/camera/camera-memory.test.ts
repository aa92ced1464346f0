import { describe, expect, it } from 'vitest'
import { rememberCamera, rememberedCamera } from '../../../../src-renderer/camera/camera-memory.ts'
import { findCamera } from '../../../../src-renderer/camera/camera-stream.ts'

function storeWith(value: string | null): Pick<Storage, 'getItem' | 'setItem'> {
  let kept = value
  return { getItem: () => kept, setItem: (_, next) => void (kept = next) }
}

const nothing = { isOpen: false, device: null }

describe('what is remembered of the camera', () => {
  it('comes back as it was', () => {
    const store = storeWith(null)
    const camera = { isOpen: true, device: { id: 'a1', label: 'HD Webcam' } }
    rememberCamera(store, camera)
    expect(rememberedCamera(store)).toEqual(camera)
  })

  it('is nothing where the store is empty, damaged or of another shape', () => {
    for (const kept of [null, '', '{', '"open"', '{"isOpen":1}', '{"isOpen":true,"device":{"id":7}}']) {
      expect(rememberedCamera(storeWith(kept))).toEqual(nothing)
    }
  })

  it('is nothing where the store may not be used', () => {
    const closed = {
      getItem: (): never => {
        throw new DOMException('no', 'SecurityError')
      },
      setItem: (): never => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    }
    expect(rememberedCamera(closed)).toEqual(nothing)
    expect(() => rememberCamera(closed, nothing)).not.toThrow()
  })
})

describe('the remembered camera among those that are there', () => {
  const there = [
    { id: 'a', label: 'Built-in' },
    { id: 'b', label: 'HD Webcam' },
  ]
  it('is known by its id, else by its name', () => {
    expect(findCamera(there, { id: 'b', label: 'renamed' })?.id).toBe('b')
    expect(findCamera(there, { id: 'gone', label: 'HD Webcam' })?.id).toBe('b')
  })
  it('is never another one', () => {
    expect(findCamera(there, { id: 'gone', label: 'Document camera' })).toBeNull()
    expect(findCamera([{ id: 'x', label: '' }], { id: 'gone', label: '' })).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { pauseBefore, troubleOf, type CameraTrouble } from '../../../../src-renderer/camera/camera-trouble.ts'

function failure(name: string): DOMException {
  return new DOMException('whatever the browser says', name)
}

describe('what asking for a camera ended with', () => {
  const cases: readonly (readonly [string, PermissionState | null, boolean, CameraTrouble])[] = [
    ['NotAllowedError', 'denied', false, 'refused'],
    ['NotAllowedError', null, false, 'refused'],
    ['NotAllowedError', 'prompt', false, 'not-answered'],
    ['NotAllowedError', 'granted', false, 'refused-by-system'],
    ['SecurityError', 'denied', false, 'refused'],
    ['NotFoundError', 'granted', false, 'no-camera'],
    ['NotFoundError', 'granted', true, 'unplugged'],
    ['OverconstrainedError', 'granted', true, 'unplugged'],
    ['NotReadableError', 'granted', true, 'busy'],
    ['AbortError', 'granted', false, 'busy'],
    ['SomethingNewError', 'granted', false, 'busy'],
  ]
  for (const [name, permission, isChosen, trouble] of cases) {
    it(`${name} with permission ${permission}${isChosen ? ' for a chosen camera' : ''} is «${trouble}»`, () => {
      expect(troubleOf(failure(name), permission, isChosen)).toBe(trouble)
    })
  }

  it('whatever else is thrown has words too', () => {
    expect(troubleOf('text', null, false)).toBe('busy')
  })
})

describe('trying again', () => {
  it('waits longer each time, up to 15 s', () => {
    expect([1, 2, 3, 4, 5, 50].map((failures) => pauseBefore('busy', failures))).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
    expect(pauseBefore('silent', 1)).toBe(1_000)
  })

  it('is left to the receptionist where nothing changes by itself', () => {
    for (const trouble of ['refused', 'no-camera', 'unplugged', 'insecure', 'reader'] as const) expect(pauseBefore(trouble, 1)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { openRepeatGuard } from '../../../src-renderer/scanner/repeat-guard.ts'

describe('scans of one code', () => {
  const enp = { text: '0056410834000014', scanned: true }

  it('are one within 3 s, each renewing them', () => {
    const guard = openRepeatGuard()
    expect([0, 2_999, 5_900, 8_900].map((at) => guard.isRepeat(enp, at))).toEqual([false, true, true, false])
  })

  it('are two where another came between, or where nothing could be read', () => {
    const guard = openRepeatGuard()
    expect(guard.isRepeat(enp, 0)).toBe(false)
    expect(guard.isRepeat({ base64: 'AQI=', scanned: true }, 100)).toBe(false)
    expect(guard.isRepeat(enp, 200)).toBe(false)
    expect(guard.isRepeat({ unread: 'mangled' }, 300)).toBe(false)
    expect(guard.isRepeat({ unread: 'mangled' }, 400)).toBe(false)
  })
})

import type { Engine } from '../../src-shared/decoder/engine.ts'
import type { ScanSession } from '../../src-shared/decoder/scan-session.ts'

export function plainSession(engines: readonly Engine[]): ScanSession {
  return {
    async read(frame) {
      const codes = (await engines[0]?.read(frame)) ?? []
      return { codes, sight: null, light: { brightness: 128, contrast: 1, glare: 0, sharpness: 1 }, effort: [] }
    },
    reset: () => undefined,
  }
}

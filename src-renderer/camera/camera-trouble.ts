/** Why there is no picture. Each has its own words and its own next step; the browser's own text is never shown. */
export type CameraTrouble =
  /** The page has no right to a camera: an address that is not this computer's. */
  | 'insecure'
  /** This browser has no cameras at all. */
  | 'unsupported'
  /** Refused for this page. */
  | 'refused'
  /** The question of the browser was closed without an answer. */
  | 'not-answered'
  /** Allowed here, refused by the system's own settings. */
  | 'refused-by-system'
  | 'no-camera'
  /** The chosen camera is not connected, whether it was pulled out now or long ago. */
  | 'unplugged'
  /** Another program holds it, or the system does not let it start. */
  | 'busy'
  /** It started and sends no picture. */
  | 'silent'
  /** Our own reader stopped again and again. */
  | 'reader'

/** Troubles that may pass by themselves and are worth trying again; the others wait for a hand. */
const passing: ReadonlySet<CameraTrouble> = new Set(['busy', 'silent'])

const firstPauseMilliseconds = 1_000
const longestPauseMilliseconds = 15_000

/**
 * Translates what asking for a camera ended with. `permission` is what the browser says about cameras for this page
 * after the failure, null where it does not tell; `isChosen` is true where one certain camera was asked for.
 */
export function troubleOf(error: unknown, permission: PermissionState | null, isChosen: boolean): CameraTrouble {
  switch (nameOf(error)) {
    case 'NotAllowedError':
    case 'SecurityError':
      if (permission === 'granted') return 'refused-by-system'
      return permission === 'prompt' ? 'not-answered' : 'refused'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return isChosen ? 'unplugged' : 'no-camera'
    default:
      // NotReadableError and AbortError: the device is there and does not start.
      return 'busy'
  }
}

/** Milliseconds until the next attempt, doubling from 1 s to 15 s; null where trying again by itself is no use. */
export function pauseBefore(trouble: CameraTrouble, failuresInRow: number): number | null {
  if (!passing.has(trouble)) return null
  return Math.min(longestPauseMilliseconds, firstPauseMilliseconds * 2 ** Math.max(0, failuresInRow - 1))
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : ''
}

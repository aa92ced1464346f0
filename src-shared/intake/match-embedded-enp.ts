import { hasEnpCheckDigit } from '../policy/enp.ts'
import { unread } from './problem-detail.ts'
import type { Matcher } from './read-options.ts'
import { enpWarnings } from './read-numbers.ts'

/**
 * A text, URL or JSON that holds one valid ENP: offered, and used only after the receptionist confirms it (policy formats §2 step
 * c). The same number twice counts as one; digits inside a longer run do not count; groups of four are read as one run, unless
 * a further short group makes it longer.
 */
export const matchEmbeddedEnp: Matcher = ({ line }, { today }) => {
  const runs = line.match(/(?<!\d)(?:\d{16}|(?<!\d[ -])\d{4}(?:[ -]\d{4}){3}(?![ -]\d{1,4}(?!\d)))(?!\d)/g) ?? []
  const numbers = new Set(runs.map((run) => run.replace(/[ -]/g, '')).filter(hasEnpCheckDigit))
  const [enp] = numbers
  if (enp === undefined) return null
  if (numbers.size > 1) return unread('not-a-policy-code', 'two-numbers')
  return { kind: 'enp', enp, confirm: true, warnings: enpWarnings(enp, today) }
}

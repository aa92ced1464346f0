import { unread } from './problem-detail.ts'
import type { Matcher } from './read-options.ts'

const LONGEST = 200

/** A name, a date and a number in one text: each is understood by itself, so the receptionist adds them one by one. */
export const matchSeveralThings: Matcher = ({ line }) => {
  if (line.length > LONGEST) return null
  const withoutDate = line.replace(/(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)/, '')
  const holdsAll = withoutDate !== line && /\p{L}{2,}\s+\p{L}{2,}/u.test(withoutDate) && withoutDate.replace(/\D/g, '').length >= 9
  return holdsAll ? unread('input-ambiguous', 'several-things') : null
}

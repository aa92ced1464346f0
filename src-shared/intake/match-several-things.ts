import { unread } from './problem-detail.ts'
import type { Matcher } from './read-options.ts'

const LONGEST = 200
const LABELS = /(?<!\p{L})(паспорт|снилс|полис|енп|свидетельство)(?!\p{L})/giu

/** A name, a date and a number in one text, or two of them: each is understood by itself, so the receptionist adds them one by one. */
export const matchSeveralThings: Matcher = ({ line }) => {
  if (line.length > LONGEST) return null
  if (holdsLabelledNumber(line)) return unread('input-ambiguous', 'several-things')
  const withoutDate = line.replace(/(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)/, '')
  const holdsAll = withoutDate !== line && /\p{L}{2,}\s+\p{L}{2,}/u.test(withoutDate) && withoutDate.replace(/\D/g, '').length >= 9
  return holdsAll ? unread('input-ambiguous', 'several-things') : null
}

/** «Иванов Иван паспорт 0000 000000», «паспорт 0000 000000 СНИЛС 112-233-445 95». */
function holdsLabelledNumber(line: string): boolean {
  const labels = line.match(LABELS)?.length ?? 0
  const words = line.match(/\p{L}{3,}/gu)?.length ?? 0
  return labels > 0 && (labels > 1 || words > labels + 1) && line.replace(/\D/g, '').length >= 9
}

import { unread } from './problem-detail.ts'
import type { Matcher } from './read-options.ts'
import { withoutSeparators } from './typed-digits.ts'

/** A few letters and a number look like a document whose kind only the receptionist knows (policy formats §5.2). */
export const matchBareDocument: Matcher = ({ line }) =>
  line.length <= 20 && !/\d[./]\d/.test(line) && /^[A-ZА-ЯЁ]{1,3}\d{5,9}$/i.test(withoutSeparators(line))
    ? unread('input-ambiguous', 'document-kind-needed')
    : null

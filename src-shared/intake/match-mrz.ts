import { readMrz } from '../identity/mrz.ts'
import { unread } from './problem-detail.ts'
import type { Matcher } from './read-options.ts'

/** The machine-readable zone of the internal passport (policy formats §2 step d, §5.4); zones of other documents are named as such. */
export const matchMrz: Matcher = ({ raw }, options) => {
  if (raw.length > 200) return null
  const zone = raw.replace(/\s/g, '').toUpperCase()
  if (zone.length < 20) return null
  if (/^\d{10}RUS[\d<]{7}[MF<]<+/.test(zone)) return unread('misread', 'mrz-length', { received: String(zone.length), expected: '88' })
  // Whatever stands in a zone that begins so, it is a zone: other characters in it are reading errors.
  if (zone.startsWith('PNRUS')) {
    const read = readMrz(zone, options)
    return read.ok ? read.value : unread('misread', read.error.detail, read.error.params)
  }
  if (!/^[A-Z0-9<]+$/.test(zone)) return null
  return /^[PIACV][A-Z<][A-Z<]{3}/.test(zone) && zone.includes('<<') ? unread('not-a-policy-code', 'mrz-other-document') : null
}

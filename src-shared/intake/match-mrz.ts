import { readMrz } from '../identity/mrz.ts'
import { unread } from './problem-detail.ts'
import type { Matcher } from './read-options.ts'

/** The machine-readable zone of the internal passport (policy formats §2 step d, §5.4); zones of other documents are named as such. */
export const matchMrz: Matcher = ({ raw }, options) => {
  if (raw.length > 200) return null
  const zone = raw.replace(/\s/g, '').toUpperCase()
  if (zone.length < 20 || !/^[A-Z0-9<]+$/.test(zone)) return null
  if (zone.startsWith('PNRUS')) {
    const read = readMrz(zone, options)
    return read.ok ? read.value : unread('misread', read.error.detail, read.error.params)
  }
  return /^[PIACV][A-Z<][A-Z<]{3}/.test(zone) && zone.includes('<<') ? unread('not-a-policy-code', 'mrz-other-document') : null
}

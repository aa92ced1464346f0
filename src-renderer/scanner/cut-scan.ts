import type { Shown } from '../../src-shared/contract.ts'
import type { Item } from '../../src-shared/intake/item.ts'
import type { ScanPredecessor } from './key-burst.ts'
import type { ScanSuffix } from './scan-content.ts'

/** What tells that a part of a scan may be missing. */
interface CutSigns {
  /** What came just before it. */
  readonly before: ScanPredecessor
  readonly suffix: ScanSuffix
  /** What this station's scanner ends its codes with; null while nobody knows. */
  readonly usual: ScanSuffix | null
}

/**
 * A number that was cut is another number: of an ENP, ten digits are a passport and nine a temporary certificate, and nothing in
 * them tells. Where a part may be missing, only what carries check digits over its whole length is believed.
 */
export function believedScan(shown: Shown, item: Item | null, signs: CutSigns): Shown {
  if (item === null || provesItself(item)) return shown
  if (isEndUnknown(signs) && item.kind !== 'unrecognised') return { unread: 'mangled' }
  if (!mayBeCut(signs)) return shown
  return item.kind === 'unrecognised' && item.reason === 'misread' ? shown : { unread: 'mangled' }
}

/** True for things that no part of another code is taken for. The control number of a СНИЛС lets one number in a hundred pass. */
export function provesItself(item: Item | null): boolean {
  return item?.kind === 'enp' || item?.kind === 'policy-barcode' || item?.kind === 'mrz'
}

/** The end is missing where the usual suffix is, the beginning may have come just before. */
function mayBeCut({ before, suffix, usual }: CutSigns): boolean {
  return before === 'keys' || before === 'scan' || (suffix === 'none' && usual !== null && usual !== 'none')
}

/** Nobody knows yet whether this scanner ends its codes with anything: a number could be the beginning of a longer one. */
function isEndUnknown({ suffix, usual }: CutSigns): boolean {
  return suffix === 'none' && usual === null
}

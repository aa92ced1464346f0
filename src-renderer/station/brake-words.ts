import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { HeldBrake } from '../../src-shared/feed/run-outcome.ts'
import { formatCount } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'
import { formatShare } from './sizes.ts'

/** A brake that holds, for an administrator who has to decide. */
export interface BrakeWords {
  readonly title: string
  /** Before and after in a sentence. */
  readonly figures: string
  /** Codes of insurers that vanished; empty for other brakes. */
  readonly insurers: string
}

export function describeBrake(held: HeldBrake, language: Language): BrakeWords {
  const all = stringsOf(language).updates
  const words = all.brake[held.brake]
  return {
    title: words.title,
    figures: words.figures(formatCount(held.before, language), formatCount(held.after, language), shareOf(held, language)),
    insurers: held.insurers.length === 0 ? '' : all.insurerCodes(held.insurers.join(', ')),
  }
}

/** The share that the brake is about. */
function shareOf({ brake, before, after, ofBefore, ofAfter }: HeldBrake, language: Language): string {
  switch (brake) {
    case 'people-fall':
      return formatShare(before - after, before, language)
    case 'valid-policies-fall':
      return `${formatShare(before, ofBefore, language)} → ${formatShare(after, ofAfter, language)}`
    case 'insurer-vanished':
      return formatShare(before, ofBefore, language)
    case 'quarantined':
      return formatShare(after, ofAfter, language)
  }
}

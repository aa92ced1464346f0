import type { CalendarDate } from '../calendar.ts'
import type { Item, ItemWarning, KindHint } from './item.ts'

export interface ReadOptions {
  /** What the receptionist says the thing is; serves only what the shape does not tell. */
  readonly as?: KindHint
  /** The day in the station's time zone. */
  readonly today: CalendarDate
  /** What a typed ENP with a wrong check digit becomes: `misread`, or an `enp` item with a warning. */
  readonly enpCheckDigit: 'refuse' | 'warn'
  /** Whether a СНИЛС up to 001-001-998, which carries no check, is taken. */
  readonly uncheckableSnils: 'accept' | 'refuse'
}

/** A text in the two forms that matchers look at. */
export interface TypedText {
  /** As it came. */
  readonly raw: string
  /** One line in plain spelling (`plainText`), spaces single, ends trimmed. */
  readonly line: string
}

/** One way to understand a text: an item (a named refusal too), or null where the text is of no concern to it. */
export type Matcher = (text: TypedText, options: ReadOptions) => Item | null

/** Typed things are short; longer texts are only searched for payloads and numbers. */
export const LONGEST_TYPED = 300

/** The item with one more warning, or as it is where it has that warning already. */
export function withWarning<Some extends Item>(item: Some, warning: ItemWarning): Some {
  return item.warnings.includes(warning) ? item : { ...item, warnings: [...item.warnings, warning] }
}

import problems from '../../resources/rules/read-problems.json' with { type: 'json' }
import warningsFile from '../../resources/rules/item-warnings.json' with { type: 'json' }
import type { Language } from '../coverage/verdict.ts'
import type { Item, ItemWarning } from './item.ts'

type Texts = Readonly<Record<Language, string>>

const details: Readonly<Record<string, Texts | undefined>> = problems.details
const warningTexts: Readonly<Record<ItemWarning, Texts>> = warningsFile.warnings

/**
 * The sentence for an item of which nothing usable was read: what is wrong and what to do next. Null for usable items. Unknown
 * details fall back to the sentence of the reason.
 */
export function describeProblem(item: Item, language: Language): string | null {
  if (item.kind !== 'unrecognised') return null
  const text = (item.detail === null ? undefined : details[item.detail]) ?? problems.reasons[item.reason]
  return fill(text[language], item.params)
}

/** The sentences of an item's warnings, in their order. */
export function describeWarnings(item: Item, language: Language): readonly string[] {
  return item.warnings.map((warning) => warningTexts[warning][language])
}

/** Replaces `{name}` by the value of that name; a placeholder without value stays, so that it is seen. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder)
}

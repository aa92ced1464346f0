import type { Language } from './verdict.ts'

/** Gives the value of a placeholder as it is shown, or null where there is none. */
export type Values = (name: string) => string | null

/**
 * Fills a text of `resources/rules`:
 * `{name}` the value; `{count|день|дня|дней}` a number with the right plural form (Russian one, few, many; English one, other);
 * `{sex|Застрахован|Застрахована}` the word for a man or a woman, the first where the sex is not known; `[ … {name}]` a piece that
 * is left out where one of its values is missing. A required value that is missing leaves its placeholder in sight.
 */
export function fill(template: string, language: Language, values: Values): string {
  return template
    .replace(/\[([^\]]*)\]/g, (_, piece: string) => (isComplete(piece, values) ? piece : ''))
    .replace(PLACEHOLDER, (placeholder, name: string, forms: string | undefined) => {
      const value = values(name)
      if (forms === undefined) return value ?? placeholder
      const words = forms.slice(1).split('|')
      if (name === 'sex') return words[value === 'female' ? 1 : 0] ?? placeholder
      return value === null ? placeholder : `${value} ${words[pluralIndex(Number(value), language)] ?? words.at(-1) ?? ''}`
    })
}

/** The names of all placeholders of a text. */
export function placeholders(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '')
}

const PLACEHOLDER = /\{([a-zA-Z]+)((?:\|[^|{}]*)+)?\}/g

function isComplete(piece: string, values: Values): boolean {
  return placeholders(piece).every((name) => values(name) !== null)
}

function pluralIndex(count: number, language: Language): number {
  if (language === 'en') return count === 1 ? 0 : 1
  const lastTwo = count % 100
  const last = count % 10
  if (lastTwo >= 11 && lastTwo <= 14) return 2
  if (last === 1) return 0
  return last >= 2 && last <= 4 ? 1 : 2
}

import type { Language } from './verdict.ts'

/** Gives the value of a placeholder as it is shown, or null where there is none. */
export type Values = (name: string) => string | null

interface Placeholder {
  readonly name: string
  /** The placeholder as written. */
  readonly source: string
  readonly forms: readonly string[]
}

interface Piece {
  readonly parts: readonly (string | Placeholder)[]
  readonly optional: boolean
}

const PLACEHOLDER = /\{([a-zA-Z]+)((?:\|[^|{}]*)+)?\}/g
const compiled = new Map<string, readonly Piece[]>()

/**
 * Fills a text of `resources/rules`:
 * `{name}` the value; `{count|день|дня|дней}` a number with the right plural form (Russian one, few, many; English one, other);
 * `{sex|Застрахован|Застрахована}` the word for a man or a woman, the first where the sex is not known; `[ … {name}]` a piece that
 * is left out where one of its values is missing. A required value that is missing leaves its placeholder in sight.
 */
export function fill(template: string, language: Language, values: Values): string {
  let text = ''
  for (const { parts, optional } of pieces(template)) {
    if (optional && parts.some((part) => typeof part !== 'string' && values(part.name) === null)) continue
    for (const part of parts) text += typeof part === 'string' ? part : filled(part, language, values(part.name))
  }
  return text
}

/** The names of all placeholders of a text. */
export function placeholders(template: string): readonly string[] {
  return pieces(template).flatMap((piece) => piece.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name])))
}

function filled({ name, source, forms }: Placeholder, language: Language, value: string | null): string {
  if (forms.length === 0) return value ?? source
  if (name === 'sex') return forms[value === 'female' ? 1 : 0] ?? source
  return value === null ? source : `${value} ${forms[pluralIndex(Number(value), language)] ?? forms.at(-1) ?? ''}`
}

function pluralIndex(count: number, language: Language): number {
  if (language === 'en') return count === 1 ? 0 : 1
  const lastTwo = count % 100
  const last = count % 10
  if (lastTwo >= 11 && lastTwo <= 14) return 2
  if (last === 1) return 0
  return last >= 2 && last <= 4 ? 1 : 2
}

function pieces(template: string): readonly Piece[] {
  const known = compiled.get(template)
  if (known !== undefined) return known
  const parsed = template
    .split(/(\[[^\]]*\])/)
    .map((piece) =>
      piece.startsWith('[') ? { optional: true, parts: partsOf(piece.slice(1, -1)) } : { optional: false, parts: partsOf(piece) },
    )
  compiled.set(template, parsed)
  return parsed
}

function partsOf(piece: string): readonly (string | Placeholder)[] {
  const found: (string | Placeholder)[] = []
  let end = 0
  for (const match of piece.matchAll(PLACEHOLDER)) {
    const [source, name = '', forms] = match
    found.push(piece.slice(end, match.index), { name, source, forms: forms === undefined ? [] : forms.slice(1).split('|') })
    end = match.index + source.length
  }
  return [...found, piece.slice(end)].filter((part) => part !== '')
}

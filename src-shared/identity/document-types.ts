import f011 from '../../resources/classifiers/f011.json' with { type: 'json' }

export interface DocumentType {
  /** F011 number. */
  readonly code: number
  readonly name: { readonly ru: string; readonly en: string }
  /** For chips and lists. */
  readonly short: { readonly ru: string; readonly en: string }
  /** Masks of the series, any of which may fit; empty: not known. */
  readonly series: readonly string[]
  readonly number: readonly string[]
  /** Whether documents of this kind run out (policy formats §5.2). */
  readonly endDate: 'always' | 'sometimes' | 'none'
}

/** The F011 table in the order of its codes (policy formats §5.1). */
export const documentTypes: readonly DocumentType[] = f011.documents.map(({ code, name, short, series, number, endDate }) => ({
  code,
  name,
  short,
  series,
  number,
  endDate: endDateKind(endDate),
}))

const byCode = new Map(documentTypes.map((type) => [type.code, type]))
const compiled = new Map<string, RegExp>()

/** The F011 entry, or null for a code that the table does not know; such codes are kept and warned about. */
export function documentType(code: number): DocumentType | null {
  return byCode.get(code) ?? null
}

/** Short name for people; unknown codes are named by their number. */
export function documentTypeName(code: number, language: 'ru' | 'en'): string {
  return byCode.get(code)?.short[language] ?? (language === 'ru' ? `Документ, код ${code}` : `Document, code ${code}`)
}

/** True where series and number fit a mask of their type, or where the type or its masks are not known. Expects upper case. */
export function fitsMasks(code: number, series: string | null, number: string): boolean {
  const type = byCode.get(code)
  if (type === undefined) return true
  return fitsAny(series ?? '', type.series) && fitsAny(number, type.number)
}

/** The first mask of series and number for a warning, e.g. `99 99 999999`; null where nothing is known. */
export function maskOf(code: number): string | null {
  const type = byCode.get(code)
  const parts = [type?.series[0], type?.number[0]].filter((mask) => mask !== undefined && mask !== 'S')
  return parts.length === 0 ? null : parts.join(' ')
}

function fitsAny(text: string, masks: readonly string[]): boolean {
  return masks.length === 0 || masks.some((mask) => maskPattern(mask).test(text))
}

function maskPattern(mask: string): RegExp {
  const known = compiled.get(mask)
  if (known !== undefined) return known
  const pattern = new RegExp(`^${[...mask].map(maskPiece).join('')}$`)
  compiled.set(mask, pattern)
  return pattern
}

function maskPiece(letter: string): string {
  if (letter === 'R') return '[IVXLC]+'
  if (letter === 'Б') return '[А-ЯЁ]'
  if (letter === '9') return '[0-9]'
  if (letter === '0') return '[0-9]?'
  return letter === 'S' ? '.*' : letter
}

function endDateKind(text: string): DocumentType['endDate'] {
  if (text === 'always' || text === 'sometimes' || text === 'none') return text
  throw new Error('f011.json: unknown kind of end date')
}

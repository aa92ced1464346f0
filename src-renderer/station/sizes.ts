import type { Language } from '../../src-shared/coverage/verdict.ts'

const byteUnits = ['kilobyte', 'megabyte', 'gigabyte'] as const
const shares = {
  ru: new Intl.NumberFormat('ru', { style: 'percent', maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 }),
}

/** A number of bytes as `12,3 МБ` or `12.3 MB`, a thousand of one unit in the next. */
export function formatBytes(bytes: number, language: Language): string {
  let value = Math.max(0, bytes) / 1000
  let place = 0
  while (value >= 999.5 && place < byteUnits.length - 1) {
    value /= 1000
    place += 1
  }
  const format = { style: 'unit', unit: byteUnits[place] ?? 'gigabyte', maximumFractionDigits: value < 10 ? 1 : 0 } as const
  return new Intl.NumberFormat(language, format).format(value)
}

/** A length of time as `3 мин 12 с`; milliseconds. Below a minute in seconds, from an hour on in hours and minutes. */
export function formatDuration(milliseconds: number, language: Language): string {
  const all = Math.max(0, milliseconds) / 1000
  if (all < 10) return unit(all, 'second', language, 1)
  const seconds = Math.round(all)
  if (seconds < 60) return unit(seconds, 'second', language)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60)
    return [unit(minutes, 'minute', language), seconds % 60 === 0 ? '' : unit(seconds % 60, 'second', language)].join(' ').trim()
  return [unit(Math.floor(minutes / 60), 'hour', language), unit(minutes % 60, 'minute', language)].join(' ')
}

/** Seconds that something will still take, rounded as far as such a guess is worth. */
export function formatLeft(seconds: number, language: Language): string {
  if (seconds < 60) return unit(Math.max(5, Math.ceil(seconds / 5) * 5), 'second', language)
  return unit(Math.ceil(seconds / 60), 'minute', language)
}

/** A part of a whole as `12,3 %`; 0 where there is no whole. */
export function formatShare(part: number, whole: number, language: Language): string {
  return shares[language].format(whole === 0 ? 0 : part / whole)
}

function unit(value: number, name: 'second' | 'minute' | 'hour', language: Language, maximumFractionDigits = 0): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits }).format(value)
}

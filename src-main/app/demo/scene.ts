import type { Outcome } from '../../../src-shared/coverage/verdict.ts'
import type { ShowcaseRole } from './showcase-people.ts'
import type { ShownText } from './showcase-shown.ts'

/** One thing a desk meets: what the patient shows and what the program must answer on the day of the demo register. */
export interface Scene {
  readonly id: string
  readonly title: { readonly ru: string; readonly en: string }
  /** Everything the patient shows, first thing first. A policy's barcode stands here as its 260 hex digits. */
  readonly shown: readonly [ShownText, ...ShownText[]]
  /** How the first thing looks as a picture; null: it is typed. */
  readonly symbology: 'PDF417' | 'QRCode' | 'Code128' | null
  /** Who must be in the register for it. */
  readonly people: readonly ShowcaseRole[]
  readonly outcome: Outcome
  /** The first reason's code. */
  readonly reason: string
}

/** A scene that ends in green by a rule. */
export function covered(
  id: string,
  ru: string,
  en: string,
  people: readonly ShowcaseRole[],
  reason: string,
  ...shown: readonly [ShownText, ...ShownText[]]
): Scene {
  return scene(id, ru, en, people, ['covered', reason], ...shown)
}

/** A scene of any outcome. */
export function scene(
  id: string,
  ru: string,
  en: string,
  people: readonly ShowcaseRole[],
  [outcome, reason]: readonly [Outcome, string],
  ...shown: readonly [ShownText, ...ShownText[]]
): Scene {
  return { id, title: { ru, en }, shown, symbology: null, people, outcome, reason }
}

/** The same scene, scanned. */
export function pictured(symbology: 'PDF417' | 'QRCode' | 'Code128', plain: Scene): Scene {
  return { ...plain, symbology }
}

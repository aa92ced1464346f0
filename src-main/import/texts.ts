import textsFile from '../../resources/import/texts.json' with { type: 'json' }
import { fill } from '../../src-shared/coverage/template.ts'
import type { Refusal, RejectReason, WarningCode } from './outcome.ts'

export type TextLanguage = 'ru' | 'en'
type Texts = Readonly<Record<TextLanguage, string>>

const reasons: Readonly<Record<RejectReason, Texts>> = textsFile.reasons
const warnings: Readonly<Record<WarningCode, Texts>> = textsFile.warnings
const refusals: Readonly<Record<Refusal['code'], Texts>> = textsFile.refusals

/** What a refusal means and what to do next, without personal data. */
export function refusalText({ code, params }: Pick<Refusal, 'code' | 'params'>, language: TextLanguage): string {
  return fill(refusals[code][language], language, (name) => params[name] ?? null)
}

/** Why a row was set aside, in lower case and without a full stop. */
export function reasonText(reason: RejectReason, language: TextLanguage): string {
  return reasons[reason][language]
}

/** What is odd about a row that was taken, in lower case and without a full stop. */
export function warningText(warning: WarningCode, language: TextLanguage): string {
  return warnings[warning][language]
}

import type { ReactNode } from 'react'
import type { Verdict } from '../../src-shared/coverage/verdict.ts'
import { TickIcon, ToneIcon } from '../ui/icons.tsx'
import { stringsOf } from '../ui/strings.ts'

/** Why the answer is what it is, then the notes that do not change it. */
export function VerdictReasons({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const strings = stringsOf(verdict.language).verdict
  const compared = (verdict.match?.compared ?? []).map((field) => strings.fieldsCompared[field])
  const [deciding] = verdict.reasons
  return (
    <>
      <ul className="reasons" data-many={verdict.reasons.length > 5}>
        {verdict.reasons.map((reason) => (
          <li key={`${reason.code} ${reason.rule} ${reason.text}`} data-tone={reason.tone} data-code={reason.code}>
            <ToneIcon tone={reason.tone} />
            <span>{reason.text}</span>
          </li>
        ))}
        {compared.length === 0 ? null : (
          <li data-tone="note">
            <TickIcon />
            <span>{strings.compared(compared.join(', '))}</span>
          </li>
        )}
      </ul>
      {deciding === undefined || deciding.legalBasis === '' ? null : (
        <p className="legal-basis">
          {strings.legalBasis}: {deciding.legalBasis}
        </p>
      )}
    </>
  )
}

import type { ReactNode } from 'react'
import type { Language, Verdict, VerdictPerson } from '../../src-shared/coverage/verdict.ts'
import type { Settings } from '../../src-shared/settings.ts'
import { formatDate, formatEnp } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'
import { birthWords, fullName, isAboutRepresentative } from './person-words.ts'
import { nameOfPolicyType } from './shown-things.ts'

interface VerdictFactsProperties {
  readonly verdict: Verdict
  readonly person: VerdictPerson
  readonly settings: Settings
}

/** Who it is, with policy, insurer and attachment. */
export function VerdictFacts({ verdict, person, settings }: VerdictFactsProperties): ReactNode {
  const { language } = verdict
  const strings = stringsOf(language).verdict
  const name = fullName(person, language)
  return (
    <>
      {isAboutRepresentative(verdict) ? <p className="verdict-role">{strings.representative}</p> : null}
      <h2 className="verdict-person" data-length={name.length > 48 ? 'long' : 'usual'}>
        {name}
      </h2>
      <dl className="verdict-facts">
        <dt>{strings.birthDate}</dt>
        <dd>{birthWords(person, language)}</dd>
        {person.representatives.length === 0 ? null : (
          <>
            <dt>{strings.representative}</dt>
            <dd>{person.representatives.join(', ')}</dd>
          </>
        )}
        <PolicyFact verdict={verdict} />
        <InsurerFact verdict={verdict} />
        {verdict.attachment === null ? null : (
          <>
            <dt>{strings.attachment}</dt>
            <dd>{attachmentWords(verdict.attachment, settings, language)}</dd>
          </>
        )}
      </dl>
    </>
  )
}

function PolicyFact({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const { policy, language } = verdict
  if (policy === null) return null
  const strings = stringsOf(language).verdict
  const number = policy.enp === null ? [policy.series, policy.number].filter((part) => part !== null).join(' ') : formatEnp(policy.enp)
  const period = [
    strings.since(formatDate(policy.from, language)),
    policy.to === null ? null : strings.until(formatDate(policy.to, language)),
  ]
  const isValid = policy.status === 'ДПП' || policy.status === 'ДНП'
  return (
    <>
      <dt>{strings.policy}</dt>
      <dd>
        <strong className="number">{number}</strong>
        <span className="fact-detail">
          {[nameOfPolicyType(policy.type, language), ...period, isValid ? null : strings.policyStatus(policy.status)]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </dd>
    </>
  )
}

function InsurerFact({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const { insurer, language } = verdict
  if (insurer === null) return null
  const strings = stringsOf(language).verdict
  const code = insurer.name === insurer.code ? null : strings.insurerCode(insurer.code)
  return (
    <>
      <dt>{strings.insurer}</dt>
      <dd>
        <strong>{insurer.name}</strong>
        <span className="fact-detail">
          {code}
          {insurer.hotLine === null ? null : (
            <>
              {code === null ? null : ' · '}
              {strings.hotLine} <span className="telephone">{insurer.hotLine}</span>
            </>
          )}
        </span>
      </dd>
    </>
  )
}

function attachmentWords(attachment: NonNullable<Verdict['attachment']>, settings: Settings, language: Language): string {
  const strings = stringsOf(language).verdict
  return [
    whereAttached(attachment.clinicCode, settings.clinicCode, language),
    strings.since(formatDate(attachment.from, language)),
    attachment.to === null ? null : strings.until(formatDate(attachment.to, language)),
    attachment.area === null ? null : strings.area(attachment.area),
  ]
    .filter((part) => part !== null)
    .join(' · ')
}

/** Without the clinic's own code nobody can say «к нам». */
function whereAttached(clinic: string, ownClinic: string | null, language: Language): string {
  const strings = stringsOf(language).verdict
  if (ownClinic === null) return strings.attachedTo(clinic)
  return clinic === ownClinic ? strings.attachedHere : strings.attachedElsewhere(clinic)
}

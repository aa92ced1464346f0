import type { ReactNode } from 'react'
import type { Difference, Language, Verdict } from '../../src-shared/coverage/verdict.ts'
import { formatBirthDate } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'
import { namePart } from './person-words.ts'
import { letterDifferences, type LetterRun } from './letter-differences.ts'

interface DifferencesProperties {
  readonly verdict: Verdict
  /** Leaves out the rows that agree, to make room for what is being asked. */
  readonly onlyDiffering: boolean
}

/** What was shown and what the register holds, side by side, with the differing letters marked. */
export function Differences({ verdict, onlyDiffering }: DifferencesProperties): ReactNode {
  const { language } = verdict
  const strings = stringsOf(language).differences
  const rows = (verdict.match?.differences ?? []).filter(({ result }) => !onlyDiffering || result === 'different')
  return (
    <>
      <h2 className="verdict-person">{strings.question}</h2>
      <table className="differences">
        <caption className="unseen">{strings.caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{strings.field}</span>
            </th>
            <th scope="col">{strings.presented}</th>
            <th scope="col">{strings.register}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((difference) => (
            <DifferenceRow key={difference.field} difference={difference} language={language} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function DifferenceRow({ difference, language }: { readonly difference: Difference; readonly language: Language }): ReactNode {
  const strings = stringsOf(language).differences
  const presented = words(difference.presented, difference, language)
  const register = words(difference.register, difference, language)
  const marked =
    difference.result === 'different' && presented !== null && register !== null ? letterDifferences(presented, register) : null
  return (
    <tr data-result={difference.result}>
      <th scope="row">
        {strings.fields[difference.field]}
        <span className="unseen">: {strings.results[difference.result]}</span>
      </th>
      <td>{presented === null ? <NotGiven language={language} /> : marked === null ? presented : <Marked runs={marked.one} />}</td>
      <td>{register === null ? <NotGiven language={language} /> : marked === null ? register : <Marked runs={marked.other} />}</td>
    </tr>
  )
}

function words(value: string | null, difference: Difference, language: Language): string | null {
  if (value === null) return null
  return difference.field === 'birthDate' ? formatBirthDate(value, language) : namePart(value)
}

function NotGiven({ language }: { readonly language: Language }): ReactNode {
  return <span className="quiet">{stringsOf(language).differences.notGiven}</span>
}

function Marked({ runs }: { readonly runs: readonly LetterRun[] }): ReactNode {
  return runs.map((run, place) =>
    // The runs of one text never change places.
    // oxlint-disable-next-line react/no-array-index-key
    run.differs ? <mark key={place}>{run.text}</mark> : <span key={place}>{run.text}</span>,
  )
}

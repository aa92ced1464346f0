import type { ReactNode } from 'react'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { describeItem, formatItem } from '../../src-shared/intake/describe-item.ts'
import type { Item } from '../../src-shared/intake/item.ts'
import { describeProblem } from '../../src-shared/intake/problem-texts.ts'
import { stringsOf } from '../ui/strings.ts'

interface ReadThingsProperties {
  readonly items: readonly Item[]
  readonly language: Language
}

/** Nobody was found: what was read, to be compared with what the patient holds, or what exactly is wrong with it. */
export function ReadThings({ items, language }: ReadThingsProperties): ReactNode {
  const lines = [...new Set(items.map((item) => wordsOf(item, language)))]
  if (lines.length === 0) return null
  return (
    <div className="read-things">
      <h2 className="verdict-label">{stringsOf(language).verdict.read}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

function wordsOf(item: Item, language: Language): string {
  const problem = describeProblem(item, language)
  if (problem !== null) return problem
  return [describeItem(item, language), formatItem(item, language)].filter((part) => part !== null).join(': ')
}

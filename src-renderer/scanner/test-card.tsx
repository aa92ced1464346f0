import type { ReactNode } from 'react'
import type { TestPicture } from '../../src-shared/contract.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { stringsOf } from '../ui/strings.ts'

interface TestCardProperties {
  readonly pictures: readonly TestPicture[]
  readonly language: Language
}

/** The sheet that is printed: nothing else of the screen is. */
export function TestCard({ pictures, language }: TestCardProperties): ReactNode {
  const strings = stringsOf(language).scanner
  return (
    <section className="test-card" aria-label={strings.cardTitle}>
      <h2>{strings.cardTitle}</h2>
      <p>{strings.cardHint}</p>
      {pictures.map(({ id, symbology, svg }) => (
        <figure key={id}>
          <img data-symbology={symbology} src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={symbology} />
          <figcaption>{strings.codes[id]}</figcaption>
        </figure>
      ))}
    </section>
  )
}

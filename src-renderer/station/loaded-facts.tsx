import type { ReactNode } from 'react'
import { epochMilliseconds } from '../../src-shared/calendar.ts'
import type { StationState } from '../../src-shared/contract.ts'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { formatAgo, formatCount, formatMoment } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'
import { fact, Facts, type Fact } from './facts.tsx'
import { formatShare } from './sizes.ts'
import { momentWords, type Here } from './when-words.ts'

interface LoadedFactsProperties {
  readonly station: StationState
  readonly standing: UpdatesState['standing']
  readonly here: Here
}

/** What the answers come from: which data, how old, how many. */
export function LoadedFacts({ station, standing, here }: LoadedFactsProperties): ReactNode {
  const strings = stringsOf(here.language).updatesScreen.loaded
  const { state } = station.register
  return (
    <section aria-label={strings.title} data-testid="loaded">
      <h2 className="verdict-label">{strings.title}</h2>
      {station.demo ? <p className="quiet">{strings.demo}</p> : null}
      {state === 'ready' ? (
        <Facts facts={[...registerFacts(station, here), ...standingFacts(standing, here)]} />
      ) : (
        <p>{state === 'missing' ? strings.none : strings.damaged}</p>
      )}
      {standing?.behind === true ? <p className="station-warning">{strings.behind}</p> : null}
      {standing?.returned === true ? <p className="station-note">{strings.returned}</p> : null}
    </section>
  )
}

function registerFacts({ register }: StationState, here: Here): readonly Fact[] {
  const all = stringsOf(here.language)
  const strings = all.updatesScreen.loaded
  const { asOf, people, source } = register
  const age = asOf === null ? 0 : epochMilliseconds(here.now) - epochMilliseconds(asOf)
  return [
    fact(
      strings.asOf,
      asOf === null ? null : (
        <strong>{`${formatMoment(asOf, here.now, here.timeZone, here.language)}, ${formatAgo(age, here.language)}`}</strong>
      ),
    ),
    [strings.people, people === null ? null : formatCount(people, here.language)],
    [strings.dataset, register.dataset],
    [strings.version, register.version],
    [all.station.scope, register.scope],
    [all.station.source, source === null ? null : all.verdict.source[source]],
  ]
}

function standingFacts(standing: UpdatesState['standing'], here: Here): readonly Fact[] {
  if (standing === null) return []
  const strings = stringsOf(here.language).updatesScreen.loaded
  const { people, insured, insurers, entities, unreadable, position, issuedAt } = standing
  const count = (value: number) => formatCount(value, here.language)
  return [
    [strings.insured, strings.insuredOf(count(insured), formatShare(insured, people, here.language))],
    [strings.insurers, count(Object.keys(insurers).length)],
    [strings.entities, entitiesWords(entities, here.language)],
    [strings.unreadable, unreadable === 0 ? null : strings.unreadableOf(count(unreadable))],
    [strings.position, strings.positionOf(position.epoch, position.sequence, momentWords(issuedAt, here))],
  ]
}

/** A later publisher may have kinds of records that this program has no word for. */
function entitiesWords(entities: Readonly<Record<string, number>>, language: Here['language']): string {
  const names: Readonly<Record<string, string>> = stringsOf(language).updatesScreen.loaded.entity
  return Object.entries(entities)
    .map(([name, count]) => `${names[name] ?? name} ${formatCount(count, language)}`)
    .join(', ')
}

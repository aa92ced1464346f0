import { settingsSchema, type Settings } from '../../src-shared/settings.ts'

/** The settings of following, as they stand in the form. */
export interface FollowDraft {
  readonly from: string
  readonly to: string
  /** Addresses, one a line; empty: those of the enrolment. */
  readonly sources: string
  readonly mirror: boolean
}

type FollowSettings = Pick<Settings, 'feedWindowFrom' | 'feedWindowTo' | 'feedSources' | 'feedMirror'>
export type FollowChange = {
  readonly [Name in keyof FollowSettings]: { readonly name: Name; readonly value: FollowSettings[Name] }
}[keyof FollowSettings]

export function draftOf({ feedWindowFrom, feedWindowTo, feedSources, feedMirror }: FollowSettings): FollowDraft {
  return { from: feedWindowFrom, to: feedWindowTo, sources: (feedSources ?? []).join('\n'), mirror: feedMirror }
}

/** Fields of a draft that no setting takes. */
export function faultsOf({ from, to, sources }: FollowDraft): readonly ('from' | 'to' | 'sources')[] {
  const { feedWindowFrom, feedWindowTo, feedSources } = settingsSchema.shape
  return [
    ...(feedWindowFrom.safeParse(from.trim()).success ? [] : (['from'] as const)),
    ...(feedWindowTo.safeParse(to.trim()).success ? [] : (['to'] as const)),
    ...(feedSources.safeParse(addresses(sources)).success ? [] : (['sources'] as const)),
  ]
}

/** What has to be set; nothing where the draft says what is set already. */
export function changesOf(draft: FollowDraft, settings: FollowSettings): readonly FollowChange[] {
  const wanted: readonly FollowChange[] = [
    { name: 'feedWindowFrom', value: draft.from.trim() },
    { name: 'feedWindowTo', value: draft.to.trim() },
    { name: 'feedSources', value: addresses(draft.sources) },
    { name: 'feedMirror', value: draft.mirror },
  ]
  return wanted.filter(({ name, value }) => JSON.stringify(settings[name]) !== JSON.stringify(value))
}

function addresses(text: string): string[] | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length === 0 ? null : lines
}

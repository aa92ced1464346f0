import path from 'node:path'
import type { Result } from '../../../../src-shared/result.ts'
import { ok } from '../../../../src-shared/result.ts'
import type { FeedFailure } from '../../../feed/feed-failure.ts'
import { isLifted } from '../../../feed/publish/acceptance.ts'
import { listSource } from '../../../feed/publish/list-source.ts'
import { publishFeed } from '../../../feed/publish/publish.ts'
import type { PublishReport } from '../../../feed/publish/publish.ts'
import { createQuarantine } from '../../../feed/quarantine-file.ts'
import type { QuarantinedRow } from '../../../feed/quarantine-file.ts'
import type { PublisherKeys } from '../../../feed/trust/key-folder.ts'
import type { Refusal } from '../../../import/outcome.ts'
import { refusalText } from '../../../import/texts.ts'
import { systemClock } from '../../system-clock.ts'
import type { CliConsole } from '../cli-console.ts'
import { createProgress } from './progress.ts'
import type { PublishFiles } from './publish-files.ts'
import type { PublishOptions } from './publish.ts'
import { doubtedWords, olderStatusesWords, setAsideWords } from './set-aside-words.ts'

interface Publication {
  readonly options: PublishOptions
  readonly stateFolder: string
  readonly keys: PublisherKeys
  readonly files: PublishFiles
  readonly io: CliConsole
}

/** So many rows that were set aside stand in the answer, and so many in the words. */
const LISTED = 100
const TOLD = 10

/** Publishes, or tells what would be published; rows that are set aside are sealed into a list beside the publisher's memory. */
export async function runPublication({ options, stateFolder, keys, files, io }: Publication): Promise<Result<unknown, FeedFailure>> {
  const { dryRun, lang = 'en' } = options
  const now = options.now ?? systemClock.now()
  const timeZone = options.tz ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const acceptance = options.accept.length === 0 ? null : { reason: options.reason ?? '', lifted: options.accept }
  const progress = createProgress(process.stderr)
  const quarantine = createQuarantine(path.join(stateFolder, 'quarantine'), new Date(now), keys.stateKey)
  let list: ReturnType<typeof quarantine.finish> = null
  const setAside: QuarantinedRow[] = []
  let rowsSetAside = 0
  let checked = 0
  const source = listSource({
    ...files,
    dataset: keys.dataset,
    scope: options.scope ?? null,
    classifiers: options.classifier,
    isWhole: options.whole,
    asOf: options.asOf ?? null,
    day: options.day ?? null,
    encoding: options.encoding ?? null,
    now,
    timeZone,
    lifts: (code, file) => isLifted(acceptance, code, file),
    refusalText: (refusal) => `${refusalText(refusal, lang)}${samplesOf(refusal)}`,
    onSetAside(row) {
      rowsSetAside += row.rows
      if (setAside.length < LISTED) setAside.push(row)
      if (!dryRun) quarantine.add(row)
    },
    onRows: (rows) => progress.tell({ step: 'checking', done: (checked += rows) }),
  })
  try {
    const published = await publishFeed({
      keys,
      stateFolder,
      feedFolder: options.to,
      source: source.open,
      now,
      timeZone,
      cadenceHours: options.cadence,
      accept: acceptance,
      expectedChanges: options.expect,
      snapshot: options.snapshot,
      dryRun,
      onProgress: progress.tell,
      beforeSwitch: () => void (list = quarantine.finish()),
    })
    progress.end()
    // Where a brake holds there is no switch, and the list is wanted all the more.
    list ??= quarantine.finish()
    for (const row of setAside.slice(0, TOLD)) io.words(setAsideWords(row, lang))
    if (rowsSetAside > 0) io.words(wordsOfAll(rowsSetAside, list?.path ?? null, options))
    if (!published.ok) return published
    const { doubted } = published.value.changes
    if (doubted > 0) io.words(doubtedWords(doubted, lang))
    for (const older of published.value.olderStatuses) io.words(olderStatusesWords(older, lang))
    const rows = setAside.map(({ raw: _raw, ...row }) => row)
    return ok({
      ...published.value,
      ...(dryRun ? { would: wouldDo(published.value) } : {}),
      ...source.reports(),
      setAside: rows,
      quarantine: list,
    })
  } finally {
    progress.end()
    quarantine.abort()
  }
}

/** What a publication would do to the people in the copy (register sources §5.5, rule 4). */
function wouldDo({ changes }: PublishReport): Readonly<Record<string, number>> {
  const { added, changed, detached, left, notMentioned } = changes
  return { insert: added, change: changed - detached, detach: detached, leave: left, notMentioned }
}

function wordsOfAll(rows: number, list: string | null, { keys, lang = 'en' }: PublishOptions): string {
  const look =
    list === null
      ? ''
      : lang === 'ru'
        ? ` Целиком: desk feed quarantine ${list} --keys ${keys}`
        : ` The rows: desk feed quarantine ${list} --keys ${keys}`
  return lang === 'ru' ? `Отвергнуто строк: ${rows}.${look}` : `Rows set aside: ${rows}.${look}`
}

/** How to choose an encoding, with names as each reads them: personal data, so only where a person looks and no log is written. */
function samplesOf({ samples }: Refusal): string {
  if (samples === undefined) return ''
  const isWatched = process.stderr.isTTY === true
  return Object.entries(samples)
    .map(([encoding, names]) => `\n  --encoding ${encoding}${isWatched ? `: ${names.join('; ')}` : ''}`)
    .join('')
}

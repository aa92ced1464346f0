import type { CodeFormat } from '../../../../src-shared/decoder/engine.ts'
import { formats, stepsOf } from '../grid.ts'
import { negativeKinds } from '../negatives.ts'
import { readers } from '../run/results.ts'
import type { Outcome } from '../run/results.ts'
import { judgeAims } from './aims.ts'
import { attemptsOf, ofFormat, ratesOf } from './rates.ts'
import { groupBy, quantile } from './statistics.ts'
import { percent, textTable } from './text-table.ts'

/** The whole result as plain text. */
export function reportOf(outcomes: readonly Outcome[], seed: string): string {
  const measured = formats.filter((format) => ofFormat(outcomes, format).length > 0)
  return [
    `Seed ${seed}. «wasm» is zxing-wasm, «script» @zxing/library, both told the format and with their best options, on single photographs; «ours» on the same in the time of a camera frame, «picture» with all the time it wants;`,
    '«sequence» is ours over up to 30 hand-held photographs; «first» how many of them and how many milliseconds the first reading that counts takes (medians).',
    'Linear codes count after two equal photographs, so their single photographs show what was read, their sequences what counts.',
    ...measured.map((format) => stepTable(outcomes, format)),
    `All steps together\n${formatTable(outcomes, measured)}`,
    `Milliseconds of processor time a photograph, median / 95th percentile\n${timeTable(outcomes, measured)}`,
    `Photographs in which nothing but the truth may be read\n${negativeTable(outcomes)}`,
    wrongList(outcomes),
    `Aims\n${judgeAims(outcomes)
      .map(({ name, met, measured: value }) => `  ${met === null ? 'not judged' : met ? 'met' : 'NOT MET'}: ${name} — ${value}`)
      .join('\n')}`,
  ].join('\n\n')
}

const head = ['step', 'photographs', 'wasm', 'script', 'ours', 'picture', 'sequences', 'sequence', 'first', 'ms']

function stepTable(outcomes: readonly Outcome[], format: CodeFormat): string {
  const cells = groupBy(ofFormat(outcomes, format), (outcome) => (outcome.kind === 'negative' ? '' : outcome.step))
  const rows = stepsOf(format).flatMap(({ name }) => {
    const cell = cells.get(name)
    return cell === undefined ? [] : [rateRow(name, cell)]
  })
  return `${format}\n${textTable(head, rows)}`
}

function formatTable(outcomes: readonly Outcome[], measured: readonly CodeFormat[]): string {
  return textTable(
    ['format', ...head.slice(1)],
    measured.map((format) => rateRow(format, ofFormat(outcomes, format))),
  )
}

function rateRow(name: string, cell: readonly Outcome[]): readonly string[] {
  const { singles, alone, sequences, overSequence, firstFrame, firstMilliseconds } = ratesOf(cell)
  return [
    name,
    String(singles),
    ...readers.map((reader) => percent(alone[reader])),
    String(sequences),
    percent(overSequence),
    firstFrame === null ? '–' : String(firstFrame),
    firstMilliseconds === null ? '–' : String(Math.round(firstMilliseconds)),
  ]
}

function timeTable(outcomes: readonly Outcome[], measured: readonly CodeFormat[]): string {
  const unread = outcomes.filter(({ kind }) => kind === 'negative')
  return textTable(
    ['format', ...readers],
    [
      ...measured.map((format) => timeRow(format, ofFormat(outcomes, format))),
      timeRow('none to be read', unread),
      timeRow('all', outcomes),
    ],
  )
}

function timeRow(name: string, some: readonly Outcome[]): readonly string[] {
  const cells = readers.map((reader) => {
    const times = attemptsOf(some, reader).map(({ processorMilliseconds }) => processorMilliseconds)
    return times.length === 0 ? '–' : `${Math.round(quantile(times, 0.5))} / ${Math.round(quantile(times, 0.95))}`
  })
  return [name, ...cells]
}

function negativeTable(outcomes: readonly Outcome[]): string {
  const rows = negativeKinds.map((kind) => {
    const some = outcomes.filter((outcome) => outcome.kind === 'negative' && outcome.negative === kind)
    const wrong = some.flatMap((outcome) => outcome.wrong)
    return [
      kind,
      String(some.length),
      String(attemptsOf(some, 'ours').length),
      String(some.filter((outcome) => outcome.kind === 'negative' && outcome.attempts.some(({ read }) => read)).length),
      String(wrong.filter(({ counts }) => counts).length),
      String(wrong.filter(({ counts }) => !counts).length),
    ]
  })
  return textTable(['kind', 'things', 'photographs', 'read truly', 'wrong', 'wrong but not counted'], rows)
}

const mostListed = 40

function wrongList(outcomes: readonly Outcome[]): string {
  const wrong = outcomes.flatMap((outcome) => outcome.wrong)
  const lines = readers.map((reader) => {
    const own = wrong.filter((one) => one.reader === reader)
    return `  ${reader}: ${own.length}${reader === 'ours' ? `, of them counted ${own.filter(({ counts }) => counts).length}` : ''}`
  })
  const ours = wrong
    .filter(({ reader }) => reader === 'ours' || reader === 'picture')
    .toSorted((one, other) => Number(other.counts) - Number(one.counts))
  const listed = ours
    .slice(0, mostListed)
    .map(({ counts, format, text, picture }) => `  ${counts ? 'COUNTED' : 'not counted'}: ${format} «${text}» in «${picture}»`)
  return [
    'Wrong reads',
    ...lines,
    ...listed,
    ...(ours.length > mostListed ? [`  … and ${ours.length - mostListed} more; --out has all`] : []),
  ].join('\n')
}

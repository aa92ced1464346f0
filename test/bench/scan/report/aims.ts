import { gridFamily } from '../grid.ts'
import type { Outcome, SingleResult } from '../run/results.ts'
import { attemptsOf, isRead, ratesOf } from './rates.ts'
import { groupBy, quantile, rate } from './statistics.ts'

export interface Aim {
  readonly name: string
  /** Null where the run holds nothing to judge it by. */
  readonly met: boolean | null
  readonly measured: string
}

/** The aims of the scanning work with what this run measured. */
export function judgeAims(outcomes: readonly Outcome[]): readonly Aim[] {
  return [
    ...(['CompactPDF417', 'PDF417'] as const).flatMap((format) => stackedAims(outcomes, format)),
    notBelow(outcomes, 'QRCode'),
    notBelow(outcomes, 'Code128'),
    wrongReads(outcomes),
    time(outcomes),
  ]
}

function stackedAims(outcomes: readonly Outcome[], format: 'PDF417' | 'CompactPDF417'): readonly Aim[] {
  const grid = outcomes.filter((outcome) => outcome.kind !== 'negative' && outcome.format === format && outcome.family === gridFamily)
  const { alone, overSequence, sequences } = ratesOf(grid)
  const cells = [...groupBy(grid, (outcome) => (outcome.kind === 'negative' ? '' : outcome.step))].map(([step, cell]) => ({
    step,
    read: rate(
      cell.filter((outcome) => outcome.kind === 'sequence'),
      isRead,
    ),
  }))
  const worst = cells.filter(({ read }) => read !== null).toSorted((one, other) => (one.read ?? 0) - (other.read ?? 0))[0]
  const better = Math.max(alone.wasm ?? 0, alone.script ?? 0)
  const gain = alone.ours === null ? null : alone.ours - better
  return [
    {
      name: `${format}: sequences up to 10° and σ 1.5 px at 2.0 px a module read ≥ 95 %`,
      met: overSequence === null ? null : overSequence >= 95,
      measured: `${shown(overSequence)} % of ${sequences}; least: ${shown(worst?.read ?? null)} % at ${worst?.step ?? '–'}`,
    },
    {
      name: `${format}: single photographs of the same grid ≥ 20 points above the better engine`,
      met: gain === null ? null : gain >= 20,
      measured: `${shown(gain)} points: ours ${shown(alone.ours)} %, zxing-wasm ${shown(alone.wasm)} %, @zxing/library ${shown(alone.script)} %`,
    },
  ]
}

/** In every step, over the same photographs. */
function notBelow(outcomes: readonly Outcome[], format: SingleResult['format']): Aim {
  const singles = outcomes.filter((outcome): outcome is SingleResult => outcome.kind === 'single' && outcome.format === format)
  const lower = [...groupBy(singles, ({ step }) => step)].flatMap(([step, cell]) => {
    const { alone } = ratesOf(cell)
    const better = Math.max(alone.wasm ?? 0, alone.script ?? 0)
    return (alone.ours ?? 0) < better ? [`${step} (${shown(alone.ours)} % against ${shown(better)} %)`] : []
  })
  return {
    name: `${format}: no step lower than the better engine on single photographs`,
    met: singles.length === 0 ? null : lower.length === 0,
    measured: lower.length === 0 ? 'none is' : lower.join(', '),
  }
}

function wrongReads(outcomes: readonly Outcome[]): Aim {
  const frames = attemptsOf(outcomes, 'ours').length
  const wrong = outcomes.flatMap((outcome) => outcome.wrong.filter(({ reader, counts }) => reader === 'ours' && counts))
  return {
    name: 'wrong reads 0 in ≥ 20,000 photographs',
    met: frames < 20_000 && wrong.length === 0 ? null : wrong.length === 0,
    measured: `${wrong.length} in ${frames}`,
  }
}

function time(outcomes: readonly Outcome[]): Aim {
  const attempts = attemptsOf(outcomes, 'ours')
  const median = quantile(
    attempts.map(({ processorMilliseconds }) => processorMilliseconds),
    0.5,
  )
  const byClock = quantile(
    attempts.map(({ milliseconds }) => milliseconds),
    0.5,
  )
  return {
    name: 'median time a camera frame ≤ 60 ms',
    met: attempts.length === 0 ? null : median <= 60,
    measured: `${shown(median)} ms of processor time, ${shown(byClock)} ms by the clock beside other work`,
  }
}

function shown(value: number | null): string {
  return value === null ? '–' : value.toFixed(1).replace(/\.0$/, '')
}

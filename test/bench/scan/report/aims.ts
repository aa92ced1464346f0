import { gridFamily } from '../grid.ts'
import type { Outcome, SingleResult } from '../run/results.ts'
import { attemptsOf, isRead, ratesOf } from './rates.ts'
import type { Rates } from './rates.ts'
import { groupBy, quantile, rate } from './statistics.ts'

export interface Aim {
  readonly name: string
  /** Null where the run holds nothing to judge it by. */
  readonly met: boolean | null
  readonly measured: string
}

/** Ours reads a single photograph in two ways, and both are judged. */
const ourWays = ['ours', 'picture'] as const
type OurWay = (typeof ourWays)[number]
const wayNames: Readonly<Record<OurWay, string>> = { ours: 'in the time of a camera frame', picture: 'as a dropped picture' }

/** The aims of the scanning work with what this run measured. */
export function judgeAims(outcomes: readonly Outcome[]): readonly Aim[] {
  return [
    ...(['CompactPDF417', 'PDF417'] as const).flatMap((format) => stackedAims(outcomes, format)),
    ...(['QRCode', 'Code128'] as const).flatMap((format) => ourWays.map((way) => notBelow(outcomes, format, way))),
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
  return [
    {
      name: `${format}: sequences up to 10° and σ 1.5 px at 2.0 px a module read ≥ 95 %`,
      met: overSequence === null ? null : overSequence >= 95,
      measured: `${shown(overSequence)} % of ${sequences}; least: ${shown(worst?.read ?? null)} % at ${worst?.step ?? '–'}`,
    },
    ...ourWays.map((way) => gainOver(format, alone, way)),
  ]
}

function gainOver(format: string, alone: Rates['alone'], way: OurWay): Aim {
  const ours = alone[way]
  const gain = ours === null ? null : ours - Math.max(alone.wasm ?? 0, alone.script ?? 0)
  return {
    name: `${format}: single photographs of the same grid, ${wayNames[way]}, ≥ 20 points above the better engine`,
    met: gain === null ? null : gain >= 20,
    measured: `${shown(gain)} points: ours ${shown(ours)} %, zxing-wasm ${shown(alone.wasm)} %, @zxing/library ${shown(alone.script)} %`,
  }
}

/** In every step, over the same photographs. */
function notBelow(outcomes: readonly Outcome[], format: SingleResult['format'], way: OurWay): Aim {
  const singles = outcomes.filter((outcome): outcome is SingleResult => outcome.kind === 'single' && outcome.format === format)
  const lower = [...groupBy(singles, ({ step }) => step)].flatMap(([step, cell]) => {
    const { alone } = ratesOf(cell)
    const better = Math.max(alone.wasm ?? 0, alone.script ?? 0)
    return (alone[way] ?? 0) < better ? [`${step} (${shown(alone[way])} % against ${shown(better)} %)`] : []
  })
  return {
    name: `${format}: no step lower than the better engine on single photographs, ${wayNames[way]}`,
    met: singles.length === 0 ? null : lower.length === 0,
    measured: lower.length === 0 ? 'none is' : lower.join(', '),
  }
}

function wrongReads(outcomes: readonly Outcome[]): Aim {
  const frames = attemptsOf(outcomes, 'ours').length
  const wrong = outcomes.flatMap((outcome) => outcome.wrong.filter(({ counts }) => counts))
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

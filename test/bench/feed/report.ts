import { textTable } from '../scan/report/text-table.ts'
import type { FollowFigures, NightsFigures } from './nights.ts'

interface Line {
  readonly figure: string
  readonly measured: string
  readonly aim: string
  readonly met: boolean | null
}

/** All figures as one table, those with an aim with whether it is met. */
export function reportOf(figures: NightsFigures): string {
  const { people, first, tool, changed, silent, renewed } = figures
  const { follow } = first
  const seconds = follow.entry.milliseconds / 1000
  const lines: Line[] = [
    told('publishing: time', `${inSeconds(first.publish.seconds)}, processor ${inSeconds(first.publish.processorSeconds)}`),
    told('publishing: peak memory', megabytes(first.publish.peakBytes)),
    told('size of the feed', `${(first.feedBytes / people).toFixed(0)} bytes a person, ${megabytes(first.feedBytes)}`),
    told('size of the register', `${(first.registerBytes / people).toFixed(0)} bytes a person, ${megabytes(first.registerBytes)}`),
    told(
      'following the snapshot, first byte to switched',
      `${inSeconds(seconds)}, processor ${inSeconds(follow.process.processorSeconds)}`,
    ),
    ...phases(follow).map(([phase, share]) => told(`  ${phase}`, share)),
    ...toolLines(figures, seconds),
    aimed('peak memory of the desk while following', follow.process.peakBytes, 400e6, megabytes),
    told('  before it', megabytes(follow.bytesBefore)),
    aimed('look-ups meanwhile: p99', follow.lookUps.p99, 5, milliseconds),
    told('  p50, p99.9, most', [follow.lookUps.p50, follow.lookUps.p999, follow.lookUps.max].map(milliseconds).join(', ')),
    told('  how many', `${follow.lookUps.count}; ${JSON.stringify(follow.outcomes)}`),
    told(
      'whole checks meanwhile: p50, p99, p99.9',
      [follow.checks.p50, follow.checks.p99, follow.checks.p999].map(milliseconds).join(', '),
    ),
    told('the desk takes the new register', milliseconds(follow.refresh)),
    told(`publishing ${figures.changes} changes`, `${inSeconds(changed.publish.seconds)}, ${megabytes(changed.publish.peakBytes)}`),
    told('  what changed', JSON.stringify(changed.publish.report.changes)),
    aimed(`${figures.changes} changes: bytes on the wire`, changed.follow.wireBytes, 300_000, kilobytes),
    aimed(`${figures.changes} changes: to switched`, changed.follow.entry.milliseconds / 1000, 3, inSeconds),
    ...phases(changed.follow).map(([phase, share]) => told(`  ${phase}`, share)),
    told('  peak memory of the desk', megabytes(changed.follow.process.peakBytes)),
    told(
      '  look-ups p50, p99, most',
      [changed.follow.lookUps.p50, changed.follow.lookUps.p99, changed.follow.lookUps.max].map(milliseconds).join(', '),
    ),
    aimed('unchanged night: bytes on the wire', silent.wireBytes, 2000, kilobytes),
    told('  time, requests', `${milliseconds(silent.entry.milliseconds)}, ${silent.requests}`),
    aimed('unchanged, signed anew: bytes on the wire', renewed.wireBytes, 2000, kilobytes),
    told('  time, requests', `${milliseconds(renewed.entry.milliseconds)}, ${renewed.requests}`),
  ]
  const rows = lines.map(({ figure, measured, aim, met }) => [figure, measured, aim, met === null ? '' : met ? 'met' : 'NOT MET'])
  const head = `${people.toLocaleString('en')} people; the sqlite3 tool ${tool?.version ?? 'was not asked'} writes in clear, everything else encrypts`
  return `${head}\n\n${textTable(['figure', 'measured', 'aim', ''], rows)}`
}

function toolLines({ tool, first: { follow } }: NightsFigures, seconds: number): Line[] {
  if (tool === null) return []
  // The desk's own checks are no part of it; in the thread nothing but the follower runs.
  const processor = follow.process.busiestThreadSeconds ?? Number.NaN
  return [
    told(
      'sqlite3 .import and indexes of the same rows',
      `${inSeconds(tool.seconds)}, processor ${inSeconds(tool.processorSeconds)}, ${megabytes(tool.peakBytes)}`,
    ),
    aimed('following as a ratio to it', seconds / tool.seconds, 1.5, (ratio) => `${ratio.toFixed(2)} ×`),
    told(
      '  the same of the processor, its thread alone',
      `${(processor / (tool.processorSeconds ?? Number.NaN)).toFixed(2)} ×, ${inSeconds(processor)}`,
    ),
  ]
}

function phases({ entry }: FollowFigures): [phase: string, share: string][] {
  return Object.entries(entry.phases).map(([phase, spent]) => [
    phase,
    `${inSeconds((spent ?? 0) / 1000)}, ${Math.round(((spent ?? 0) / entry.milliseconds) * 100)} %`,
  ])
}

function told(figure: string, measured: string): Line {
  return { figure, measured, aim: '', met: null }
}

function aimed(figure: string, value: number | null, atMost: number, show: (value: number) => string): Line {
  return { figure, measured: value === null ? '–' : show(value), aim: `≤ ${show(atMost)}`, met: value === null ? null : value <= atMost }
}

function inSeconds(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(value < 10 ? 2 : 1)} s`
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 100 ? 2 : 0)} ms`
}

function megabytes(value: number | null): string {
  return value === null ? '–' : `${Math.round(value / 1e6)} MB`
}

function kilobytes(value: number): string {
  return `${(value / 1000).toFixed(1)} kB`
}

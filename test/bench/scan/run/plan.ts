import type { CodeFormat } from '../../../../src-shared/decoder/engine.ts'
import { formats, gridFamily, stepsOf } from '../grid.ts'
import { negativeKinds } from '../negatives.ts'
import type { Task } from './results.ts'

export interface Amounts {
  /** Photographs and sequences of each cell; those of the grid of PDF417 take twice as many. */
  readonly singles: number
  readonly sequences: number
  /** Photographs without a readable code, in all. */
  readonly negatives: number
  /** Every so many-th step only; 1 for all. */
  readonly stride: number
}

export const wholeAmounts: Amounts = { singles: 6, sequences: 2, negatives: 12_000, stride: 1 }
export const quickAmounts: Amounts = { singles: 1, sequences: 1, negatives: 200, stride: 7 }

const framesOfNegative = 10
const negativesOfTask = 10

/** All work, every kind and every format spread over the whole run: what is done at any time stands for the rest. */
export function planTasks(only: readonly CodeFormat[], { singles, sequences, negatives, stride }: Amounts): readonly Task[] {
  const cells = only.flatMap((format) =>
    stepsOf(format)
      .filter((_, index) => index % stride === 0)
      .map(({ name, family }): Task => {
        const times = family === gridFamily ? 2 : 1
        return { kind: 'cell', format, step: name, singles: singles * times, sequences: sequences * times }
      }),
  )
  const things = Math.ceil(negatives / framesOfNegative / negativeKinds.length)
  const others = only.length < formats.length ? [] : negativeKinds.flatMap((negative) => negativeTasks(negative, things))
  return interleave(dispersed(cells), dispersed(others))
}

function negativeTasks(negative: (typeof negativeKinds)[number], things: number): readonly Task[] {
  return Array.from({ length: Math.ceil(things / negativesOfTask) }, (_, index) => ({
    kind: 'negatives',
    negative,
    first: index * negativesOfTask,
    count: Math.min(negativesOfTask, things - index * negativesOfTask),
    frames: framesOfNegative,
  }))
}

/** In steps of the golden section, which never come near a place again soon. */
function dispersed(tasks: readonly Task[]): readonly Task[] {
  const golden = (Math.sqrt(5) - 1) / 2
  return tasks
    .map((task, index) => ({ task, at: (index * golden) % 1 }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ task }) => task)
}

function interleave(one: readonly Task[], other: readonly Task[]): readonly Task[] {
  return [...placed(one), ...placed(other)].toSorted((first, second) => first.at - second.at).map(({ task }) => task)
}

/** Each task with its place in the run, 0–1, evenly. */
function placed(tasks: readonly Task[]): readonly { readonly task: Task; readonly at: number }[] {
  return tasks.map((task, index) => ({ task, at: (index + 0.5) / tasks.length }))
}

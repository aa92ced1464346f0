import type { Decoded } from '../../../../src-shared/decoder/engine.ts'
import { photograph } from '../camera/photograph.ts'
import type { Case } from '../cases.ts'
import { sequenceCase, singleCase } from '../cases.ts'
import { stepsOf } from '../grid.ts'
import type { Step } from '../grid.ts'
import { negativeCase } from '../negatives.ts'
import type { Scene } from '../scenes/scene.ts'
import { readByScript, readByWasm } from './engines-alone.ts'
import type { Content } from './engines-alone.ts'
import { measured } from './measure.ts'
import { openOurs, readAsPicture } from './ours.ts'
import type { Attempt, NegativeResult, Outcome, SequenceResult, SingleResult, Task, WrongRead } from './results.ts'

/** Photographs of a camera lie apart by at least so much. */
const frameMilliseconds = 1000 / 30

export async function runTask(seed: string, task: Task): Promise<readonly Outcome[]> {
  if (task.kind === 'negatives') {
    const numbers = Array.from({ length: task.count }, (_, index) => task.first + index)
    const outcomes: Outcome[] = []
    for (const number of numbers) outcomes.push(await runNegative(seed, task.negative, number, task.frames))
    return outcomes
  }
  const step = stepsOf(task.format).find(({ name }) => name === task.step)
  if (step === undefined) throw new Error(`There is no step ${task.step}`)
  const outcomes: Outcome[] = []
  for (let number = 0; number < task.singles; number++) outcomes.push(await runSingle(seed, task.format, step, number))
  for (let number = 0; number < task.sequences; number++) outcomes.push(await runSequence(seed, task.format, step, number))
  return outcomes
}

async function runSingle(seed: string, format: Decoded['format'], step: Step, number: number): Promise<SingleResult> {
  const pictured = singleCase(seed, format, step, number)
  const picture = `single ${number} of ${format} at ${step.name}`
  const frame = photographOf(pictured, 0)
  const wasm = await measured(() => readByWasm(frame, format))
  const script = await measured(() => readByScript(frame, format))
  const { session, agreement } = openOurs()
  const ours = await measured(() => session.read(frame))
  const counted = agreement.accept(ours.value.codes, 0)
  const dropped = await measured(() => readAsPicture(frame))
  return {
    kind: 'single',
    format,
    family: step.family,
    step: step.name,
    attempts: {
      wasm: { read: holdsTruth(pictured.scene, wasm.value), ...wasm.time },
      script: { read: holdsTruth(pictured.scene, script.value), ...script.time },
      ours: { read: holdsTruth(pictured.scene, ours.value.codes), ...ours.time },
      picture: { read: holdsTruth(pictured.scene, dropped.value), ...dropped.time },
    },
    wrong: [
      ...wrongReads(pictured.scene, wasm.value, { reader: 'wasm', counts: false, picture }),
      ...wrongReads(pictured.scene, script.value, { reader: 'script', counts: false, picture }),
      ...oursWrong(pictured.scene, ours.value.codes, counted, picture),
      ...wrongReads(pictured.scene, dropped.value, { reader: 'picture', counts: true, picture }),
    ],
  }
}

async function runSequence(seed: string, format: Decoded['format'], step: Step, number: number): Promise<SequenceResult> {
  const pictured = sequenceCase(seed, format, step, number)
  const { attempts, wrong, firstReadMilliseconds } = await runFrames(pictured, `sequence ${number} of ${format} at ${step.name}`, true)
  return { kind: 'sequence', format, family: step.family, step: step.name, attempts, wrong, firstReadMilliseconds }
}

async function runNegative(seed: string, negative: NegativeResult['negative'], number: number, frames: number): Promise<NegativeResult> {
  const pictured = negativeCase(seed, negative, number, frames)
  const { attempts, wrong } = await runFrames(pictured, `${negative} ${number} of ${frames} frames`, false)
  return { kind: 'negative', negative, attempts, wrong }
}

/** Ours over successive photographs, to the first that counts or to the end. */
async function runFrames(
  pictured: Case,
  picture: string,
  untilRead: boolean,
): Promise<Omit<SequenceResult, 'kind' | 'format' | 'family' | 'step'>> {
  const { session, agreement } = openOurs()
  const attempts: Attempt[] = []
  const wrong: WrongRead[] = []
  let at = 0
  let firstReadMilliseconds: number | null = null
  for (const index of pictured.shots.keys()) {
    const frame = photographOf(pictured, index)
    const { value, time } = await measured(() => session.read(frame))
    const done = at + time.processorMilliseconds
    const counted = agreement.accept(value.codes, done)
    const read = holdsTruth(pictured.scene, counted)
    attempts.push({ read, ...time })
    wrong.push(...oursWrong(pictured.scene, value.codes, counted, `${picture}, frame ${index}`))
    if (read) firstReadMilliseconds ??= done
    at += Math.max(frameMilliseconds, time.processorMilliseconds)
    if (untilRead && read) break
  }
  return { attempts, wrong, firstReadMilliseconds }
}

function photographOf({ scene, shots, noise }: Case, index: number): ReturnType<typeof photograph> {
  const shot = shots[index]
  if (shot === undefined) throw new RangeError(`There is no photograph ${index}`)
  return photograph(scene, shot, noise(index))
}

function oursWrong(scene: Scene, codes: readonly Decoded[], counted: readonly Decoded[], picture: string): readonly WrongRead[] {
  const waiting = codes.filter((code) => !counted.includes(code))
  return [
    ...wrongReads(scene, counted, { reader: 'ours', counts: true, picture }),
    ...wrongReads(scene, waiting, { reader: 'ours', counts: false, picture }),
  ]
}

function wrongReads(
  scene: Scene,
  codes: readonly Content[],
  about: Pick<WrongRead, 'reader' | 'counts' | 'picture'>,
): readonly WrongRead[] {
  const { reader, counts, picture } = about
  const wrong = codes.filter((code) => !isTrue(scene, code))
  return wrong.map(({ format, bytes }) => ({ reader, counts, picture, format, text: printable(bytes) }))
}

function holdsTruth(scene: Scene, codes: readonly Content[]): boolean {
  return codes.some((code) => isTrue(scene, code))
}

function isTrue({ codes }: Scene, { bytes }: Content): boolean {
  return codes.some(({ symbol }) => Buffer.compare(symbol.truth, bytes) === 0)
}

function printable(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
}

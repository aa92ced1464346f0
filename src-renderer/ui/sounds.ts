import type { MisreadGuard } from '../../src-shared/intake/misread-guard.ts'
import type { Outcome } from '../../src-shared/coverage/verdict.ts'

/** Hertz, start and length in seconds. */
interface Tone {
  readonly frequency: number
  readonly start: number
  readonly length: number
}

/** Told apart by melody, not by pitch alone: up, twice the same, down, one low knock. */
const melodies: Readonly<Record<Outcome, readonly Tone[]>> = {
  covered: [
    { frequency: 659, start: 0, length: 0.09 },
    { frequency: 988, start: 0.1, length: 0.18 },
  ],
  'needs-a-look': [
    { frequency: 587, start: 0, length: 0.1 },
    { frequency: 587, start: 0.16, length: 0.16 },
  ],
  'not-covered': [
    { frequency: 494, start: 0, length: 0.14 },
    { frequency: 330, start: 0.15, length: 0.28 },
  ],
  'not-checked': [{ frequency: 294, start: 0, length: 0.24 }],
}

/** Three ways of not knowing begin with the same low knock; what was read badly stutters, what is no policy steps down. */
const guardMelodies: Readonly<Record<MisreadGuard, readonly Tone[]>> = {
  'read-badly': [
    { frequency: 294, start: 0, length: 0.08 },
    { frequency: 294, start: 0.12, length: 0.08 },
    { frequency: 294, start: 0.24, length: 0.12 },
  ],
  'not-a-policy': [
    { frequency: 294, start: 0, length: 0.12 },
    { frequency: 220, start: 0.14, length: 0.22 },
  ],
  'not-in-copy': melodies['not-checked'],
}

/** A short tick, higher than every answer: the camera has read a code, what it means comes next. */
const readTick: readonly Tone[] = [{ frequency: 1_568, start: 0, length: 0.05 }]

const volume = 0.12
let context: AudioContext | null = null

/** The tones of an answer. */
export function melodyOf(outcome: Outcome, guard: MisreadGuard | null): readonly Tone[] {
  return guard === null ? melodies[outcome] : guardMelodies[guard]
}

/** Plays the sound of an outcome. Says nothing where the browser has no sound or does not allow it yet. */
export function playOutcome(outcome: Outcome, guard: MisreadGuard | null = null): void {
  play(melodyOf(outcome, guard))
}

/** Plays the tick of a code that the camera has read. */
export function playRead(): void {
  play(readTick)
}

function play(tones: readonly Tone[]): void {
  try {
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume().catch(() => undefined)
    for (const tone of tones) playTone(context, tone)
  } catch {
    // A workstation without a sound card still has the visual twin.
  }
}

function playTone(audio: AudioContext, tone: Tone): void {
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  const begin = audio.currentTime + tone.start
  const end = begin + tone.length
  oscillator.type = 'triangle'
  oscillator.frequency.value = tone.frequency
  gain.gain.setValueAtTime(0, begin)
  gain.gain.linearRampToValueAtTime(volume, begin + 0.012)
  gain.gain.exponentialRampToValueAtTime(0.0001, end)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(begin)
  oscillator.stop(end)
}

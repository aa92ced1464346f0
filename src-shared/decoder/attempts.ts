import type { Decoded, Engine, EngineName, ReadOptions } from './engine.ts'
import type { Rendition, Subject } from './renditions.ts'
import { sightOf } from './sight.ts'
import type { CodeSight } from './sight.ts'
import { placeInFrame } from './view.ts'

/** One attempt at a frame. */
export interface EffortStep {
  readonly engine: EngineName
  /** What the engine was shown: «frame», «region twice as large», … */
  readonly rendition: string
  readonly milliseconds: number
  /** How many codes it gave. */
  readonly codes: number
}

/** A code and by which pixels it was read. */
export interface Found {
  readonly decoded: Decoded
  readonly pixels: string
}

/** What one attempt gave; positions are those in the frame. */
export interface Attempt {
  readonly found: readonly Found[]
  /** Codes that the engine found and could not read. */
  readonly unread: readonly CodeSight[]
  readonly step: EffortStep
}

/** Shows renditions to engines and notes which engines do not work. */
export interface Attempts {
  /** Null where there is nothing to show, or nobody to show it to. */
  run(rendition: Rendition, subject: Subject): Promise<Attempt | null>
  /** It is there and has not failed several times one after the other. */
  works(engine: EngineName): boolean
  /** Throws when every engine failed since the last call; a failure of some only is no failure. */
  throwIfNoneWorks(): void
  reset(): void
}

/** An engine that failed so often one after the other is not asked again. */
const mostFailures = 3

/** `now` in milliseconds. */
export function openAttempts(engines: readonly Engine[], now: () => number): Attempts {
  const failures = new Map<EngineName, number>()
  const errors = new Map<EngineName, unknown>()

  function works(name: EngineName): boolean {
    return engines.some((engine) => engine.name === name) && (failures.get(name) ?? 0) < mostFailures
  }

  async function run(rendition: Rendition, subject: Subject): Promise<Attempt | null> {
    const engine = engines.find(({ name }) => name === rendition.engine)
    if (engine === undefined || !works(engine.name)) return null
    const started = now()
    const view = rendition.view(subject)
    if (view === null) return null
    const unread: CodeSight[] = []
    const onUnread: ReadOptions['onUnread'] = (format, position) => {
      unread.push(sightOf(format, placeInFrame(view, position)))
    }
    try {
      const codes = await engine.read(view.frame, { ...rendition.options, onUnread })
      failures.set(engine.name, 0)
      errors.delete(engine.name)
      const found = codes.map((decoded) => ({
        decoded: decoded.position === null ? decoded : { ...decoded, position: placeInFrame(view, decoded.position) },
        pixels: rendition.pixels,
      }))
      const step = { engine: engine.name, rendition: rendition.name, milliseconds: now() - started, codes: codes.length }
      return { found, unread, step }
    } catch (error) {
      failures.set(engine.name, (failures.get(engine.name) ?? 0) + 1)
      errors.set(engine.name, error)
      return null
    }
  }

  return {
    run,
    works,
    throwIfNoneWorks() {
      if (engines.length > 0 && errors.size === engines.length) throw new AggregateError([...errors.values()], 'No decoder engine works')
    },
    reset() {
      failures.clear()
      errors.clear()
    },
  }
}

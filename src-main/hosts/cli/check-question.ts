import type { CheckRequest, Failure, MethodInput } from '../../../src-shared/contract.ts'
import type { KindHint } from '../../../src-shared/intake/item.ts'
import { WrongUsage } from './cli-console.ts'
import type { RequestLine } from './request-line.ts'
import { shownInput } from './shown-input.ts'
import type { Given } from './shown-input.ts'

/** A question as the command line or a line of stdin puts it. */
export interface CheckQuestion {
  /** First thing first; may be empty for the newborn's question only. */
  readonly things: readonly Given[]
  readonly on: string | null
  readonly newborn: { readonly born: string; readonly registered: string | null; readonly representative: Given } | null
}

export interface CheckInput {
  readonly input: Omit<MethodInput<'check'>, 'language'>
  /** Why pictures gave nothing, to be told beside the answer. */
  readonly failures: readonly Failure[]
}

const MOST_THINGS = 8

/** The options of `check` that make the question. */
export interface QuestionOptions {
  readonly hex?: string
  readonly image?: string
  readonly also: readonly string[]
  readonly as: readonly KindHint[]
  readonly on?: string
  readonly newborn?: string
  readonly registered?: string
  readonly representative?: string
}

/** The question of the command line. Throws WrongUsage where its parts do not belong together. */
export function questionOfOptions(text: string | undefined, options: QuestionOptions): CheckQuestion {
  const { newborn, registered, representative } = options
  const main: Given = { text, hex: options.hex, image: options.image, as: options.as[0] }
  const hintsOfOthers = isGiven(main) ? options.as.slice(1) : options.as
  const things: Given[] = [
    ...(isGiven(main) ? [main] : []),
    ...options.also.map((also, index) => ({ text: also, as: hintsOfOthers[index] })),
  ]
  if (options.as.length > things.length) throw new WrongUsage('There are more --as than things shown.')
  if (newborn === undefined && (registered !== undefined || representative !== undefined)) {
    throw new WrongUsage('--registered and --representative belong to --newborn.')
  }
  if (newborn !== undefined && representative === undefined) {
    throw new WrongUsage('A newborn is checked through the representative.', 'Add --representative TEXT: what the representative shows.')
  }
  if (newborn === undefined && !isGiven(main)) {
    throw new WrongUsage('Nothing is given to check.', 'Give the TEXT, or --hex HEX, or --image FILE.png.')
  }
  return {
    things,
    on: options.on ?? null,
    newborn:
      newborn === undefined || representative === undefined
        ? null
        : { born: newborn, registered: registered ?? null, representative: { text: representative } },
  }
}

/** The question of one line; what the line leaves out comes from the command line. */
export function questionOfLine(line: RequestLine, defaults: QuestionOptions): CheckQuestion {
  const main: Given = { text: line.text, hex: line.hex, image: line.image, as: line.as ?? defaults.as[0] }
  const newborn = line.newborn ?? null
  if (!isGiven(main) && newborn === null) throw new WrongUsage('one of text, hex and image is missing')
  return {
    things: [...(isGiven(main) ? [main] : []), ...(line.also ?? []).map(asGiven)],
    on: line.on ?? defaults.on ?? null,
    newborn:
      newborn === null
        ? null
        : { born: newborn.born, registered: newborn.registered ?? null, representative: asGiven(newborn.representative) },
  }
}

/** The input of the method `check`; pictures are decoded here. Throws WrongUsage where a thing is given twice or too many are. */
export async function checkInput(question: CheckQuestion): Promise<CheckInput> {
  const inputs = await Promise.all(question.things.map(shownInput))
  const shown = inputs.flatMap((input) => input.shown)
  if (shown.length > MOST_THINGS) throw new WrongUsage(`At most ${MOST_THINGS} things of one patient can be checked together.`)
  const by = question.newborn === null ? null : await shownInput(question.newborn.representative)
  const [representative] = by?.shown ?? []
  return {
    input: {
      shown: [...shown],
      serviceDate: question.on,
      newborn:
        question.newborn === null || representative === undefined
          ? null
          : { born: question.newborn.born, registered: registrationOf(question.newborn.registered), representative },
    },
    failures: [...inputs, ...(by === null ? [] : [by])].flatMap(({ failure }) => (failure === null ? [] : [failure])),
  }
}

/** `none` stands for `not-yet`; nothing said means that nobody knows. */
function registrationOf(text: string | null): NonNullable<CheckRequest['newborn']>['registered'] {
  if (text === null) return 'unknown'
  return text === 'none' ? 'not-yet' : text
}

function isGiven({ text, hex, image }: Given): boolean {
  return text !== undefined || hex !== undefined || image !== undefined
}

function asGiven(thing: string | Given): Given {
  return typeof thing === 'string' ? { text: thing } : thing
}

import { parseArgs } from 'node:util'

/** What the program was started for: the verbs of the command line, or a desk. */
export type StartOrder =
  | { readonly kind: 'cli'; readonly verb: readonly string[] }
  | {
      readonly kind: 'desk'
      readonly data: string | null
      readonly keyFile: string | null
      readonly people: number | null
      /** An enrolment file, and the file whose first line opens it. */
      readonly enrol: string | null
      readonly passphraseFile: string | null
    }

/**
 * Reads the process arguments. `packaged`: the program's own file stands alone before them, otherwise the runtime and
 * the script do. Everything after `--cli` is the verb's; switches of the runtime are passed over.
 */
export function readArguments(argv: readonly string[], packaged: boolean): StartOrder {
  const given = argv.slice(packaged ? 1 : 2)
  const cli = given.indexOf('--cli')
  if (cli >= 0) return { kind: 'cli', verb: given.slice(cli + 1) }
  const { values } = parseArgs({
    args: [...given],
    strict: false,
    options: {
      data: { type: 'string' },
      'key-file': { type: 'string' },
      people: { type: 'string' },
      enrol: { type: 'string' },
      'passphrase-file': { type: 'string' },
    },
  })
  const people = Number(text(values['people']) ?? Number.NaN)
  return {
    kind: 'desk',
    data: text(values['data']),
    keyFile: text(values['key-file']),
    people: Number.isSafeInteger(people) && people > 0 ? people : null,
    enrol: text(values['enrol']),
    passphraseFile: text(values['passphrase-file']),
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

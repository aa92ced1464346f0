import { parseArgs } from 'node:util'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'

export interface StartOptions {
  /** The host that was asked for; null lets the machine decide. */
  readonly host: 'web' | 'electron' | null
  /** Null: the default data folder of this machine. */
  readonly data: string | null
  readonly keyFile: string | null
  /** Port of the web host; 0 takes any free one. */
  readonly port: number
  /** People of the demo register that an empty folder gets, 1–2,000,000. */
  readonly people: number
  /** Follows the feed of this enrolment file from now on. */
  readonly enrol: string | null
  readonly passphraseFile: string | null
  /** Whether a browser may be opened. */
  readonly open: boolean
}

export const usage = `Usage: npm start -- [options]

  --web             serve the desk to a browser on this computer
  --electron        open the desktop window, or say why not
  --data DIR        data folder (default: one for this machine)
  --key-file FILE   keys of the data folder (default: under your configuration folder)
  --port N          port of the web host, 1-65535 (default: any free one)
  --people N        size of the demo register made in an empty folder, 1-2000000 (default: 20000)
  --enrol FILE      follow the register feed of this enrolment file from now on
  --passphrase-file FILE  its first line opens the enrolment
  --no-open         do not open a browser
  --help            this list`

/** Reads the options of `npm start`. The error is a sentence for the user; `help` asks for the list. */
export function readStartOptions(args: readonly string[]): Result<StartOptions | 'help', string> {
  const parsed = parseOptions(args)
  if (!parsed.ok) return parsed
  const values = parsed.value
  if (values.help === true) return ok('help')
  if (values.web === true && values.electron === true) return err('Choose one of --web and --electron.')
  const port = wholeNumber(values.port ?? '0', 0, 65_535)
  if (port === null) return err(`--port wants a number from 1 to 65535, not "${values.port}".`)
  const people = wholeNumber(values.people ?? '20000', 1, 2_000_000)
  if (people === null) return err(`--people wants a number from 1 to 2000000, not "${values.people}".`)
  return ok({
    host: values.web === true ? 'web' : values.electron === true ? 'electron' : null,
    data: values.data ?? null,
    keyFile: values['key-file'] ?? null,
    port,
    people,
    enrol: values.enrol ?? null,
    passphraseFile: values['passphrase-file'] ?? null,
    open: values['no-open'] !== true,
  })
}

interface Values {
  readonly web?: boolean
  readonly electron?: boolean
  readonly data?: string
  readonly 'key-file'?: string
  readonly port?: string
  readonly people?: string
  readonly enrol?: string
  readonly 'passphrase-file'?: string
  readonly 'no-open'?: boolean
  readonly help?: boolean
}

function parseOptions(args: readonly string[]): Result<Values, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        web: { type: 'boolean' },
        electron: { type: 'boolean' },
        data: { type: 'string' },
        'key-file': { type: 'string' },
        port: { type: 'string' },
        people: { type: 'string' },
        enrol: { type: 'string' },
        'passphrase-file': { type: 'string' },
        'no-open': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    return ok(values)
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error))
  }
}

function wholeNumber(text: string, least: number, most: number): number | null {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : null
}

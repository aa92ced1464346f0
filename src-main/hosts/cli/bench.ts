import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { Option } from 'commander'
import type { Command } from 'commander'
import { z } from 'zod'
import { methods } from '../../../src-shared/contract.ts'
import type { Failure, MethodInput } from '../../../src-shared/contract.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { demoHeader, demoRecords } from '../../app/demo/records.ts'
import type { DemoOrder } from '../../app/demo/records.ts'
import { loadJsonLines } from '../../store/load.ts'
import { compose } from '../compose.ts'
import type { Composed } from '../compose.ts'
import { systemClock } from '../system-clock.ts'
import { measureChecks, measureInOwnProcess, measureStart, rounded } from './bench/measure-checks.ts'
import { measureTool, writeRecordFile } from './bench/measure-load.ts'
import type { CheckMeasure } from './bench/measure-checks.ts'
import { samplingQuestions } from './bench/sample-questions.ts'
import { EXIT, cliLog } from './cli-console.ts'
import type { CliConsole } from './cli-console.ts'
import { verbCommand, wholeNumber } from './options.ts'

interface BenchOptions {
  readonly people: number
  readonly seed: number
  readonly verbose: boolean
  readonly checksIn?: string
}

/** What the product aims at on a register of a million people (milliseconds, and the tool's time). */
const AIMS = { checkP99: 2, loadRatio: 2, start: 1500 } as const

/** `bench`: speed and size on this machine, measured on a demo register in a temporary folder that is removed afterwards. */
export function command(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('bench', 'Measure speed and size on this machine.')
    .option('--people <n>', 'how many people the register has', wholeNumber(1000, 2_000_000), 1_000_000)
    .option('--seed <n>', 'another seed gives other people', wholeNumber(0, 4_294_967_295), 1)
    .addOption(new Option('--checks-in <folder>', 'the own second process of the bench').hideHelp())
    .action(async (options: BenchOptions) => {
      if (options.checksIn !== undefined) {
        await io.answer(await answerQuestions(options.checksIn, options))
        exit(EXIT.done)
        return
      }
      const folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-bench-'))
      try {
        const measured = await measure(folder, options, io)
        if (measured.ok) await io.answer(measured.value)
        else io.failure(measured.error)
        exit(measured.ok ? EXIT.done : EXIT.failed)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
}

interface Places {
  readonly data: string
  readonly keyFile: string
  readonly records: string
  readonly questions: string
}

function placesIn(folder: string): Places {
  const within = (name: string): string => path.join(folder, name)
  return { data: within('data'), keyFile: within('keys.json'), records: within('records.jsonl'), questions: within('questions.json') }
}

/** What the second process does: it opens the folder as a desk does after its start, not with the heap that a load leaves behind. */
async function answerQuestions(folder: string, options: BenchOptions): Promise<CheckMeasure> {
  const places = placesIn(folder)
  const questions = z.array(methods.check.input).parse(JSON.parse(readFileSync(places.questions, 'utf8')))
  const opened = open(places, options, 'reader')
  if (!opened.ok) throw new Error(`The bench cannot open its folder: ${opened.error.code}.`)
  try {
    return await measureChecks(opened.value.dispatch, questions)
  } finally {
    opened.value.close()
  }
}

async function measure(folder: string, options: BenchOptions, io: CliConsole): Promise<Result<unknown, Failure>> {
  const { people, seed } = options
  const order: DemoOrder = { people, seed, asOf: systemClock.now() }
  const places = placesIn(folder)
  io.words(`Making ${people.toLocaleString('en')} people …`)
  const { records, questions } = samplingQuestions(demoRecords(order), people)
  writeRecordFile(places.records, demoHeader(order), records)
  const recordBytes = statSync(places.records).size

  io.words('Loading them …')
  const loaded = measureLoad(places, options)
  if (!loaded.ok) return loaded
  rmSync(places.records)

  io.words('Loading the same rows with the sqlite3 tool …')
  const tool = measureTool(folder, order)
  if (tool === null) io.words('There is no working sqlite3 tool here, so the ratio is null.')

  io.words('Checking …')
  writeFileSync(places.questions, JSON.stringify(questions))
  const checks = measureInOwnProcess([String(process.argv[1]), 'bench', '--checks-in', folder])
  const start = measureStart(
    [String(process.argv[1]), 'check', firstText(questions), '--data', places.data, '--key-file', places.keyFile],
    5,
  )

  const bytes = registerBytes(places.data)
  const ratio = tool === null ? null : rounded(loaded.value / tool.seconds)
  return ok({
    people,
    machine: { processor: cpus()[0]?.model ?? null, cores: cpus().length, node: process.version, platform: process.platform },
    check: checks,
    load: {
      seconds: rounded(loaded.value),
      peoplePerSecond: Math.round(people / loaded.value),
      fileBytes: recordBytes,
      sqliteToolSeconds: tool === null ? null : rounded(tool.seconds),
      sqliteToolVersion: tool === null ? null : tool.version,
      ratioToSqliteTool: ratio,
    },
    size: {
      bytes,
      bytesPerPerson: Math.round(bytes / people),
      plainBytesPerPerson: tool === null ? null : Math.round(tool.bytes / people),
    },
    start,
    aims: {
      checkP99: { atMost: AIMS.checkP99, met: checks.p99 <= AIMS.checkP99 },
      loadRatio: { atMost: AIMS.loadRatio, met: ratio === null ? null : ratio <= AIMS.loadRatio },
      start: { atMost: AIMS.start, met: start.milliseconds <= AIMS.start },
    },
  })
}

/** Seconds of the whole load: reading, checking, writing encrypted, indexing, making durable. */
function measureLoad(places: Places, options: BenchOptions): Result<number, Failure> {
  const opened = open(places, options, 'writer')
  if (!opened.ok) return opened
  try {
    const start = performance.now()
    const report = loadJsonLines({ file: places.records, folder: opened.value.folder, onProgress: () => undefined })
    if (!report.ok) return report
    return ok((performance.now() - start) / 1000)
  } finally {
    opened.value.close()
  }
}

function open(places: Places, { verbose }: BenchOptions, role: 'reader' | 'writer'): Result<Composed, Failure> {
  return compose({ dataFolder: places.data, keyFile: places.keyFile, role, host: 'cli', clock: systemClock, log: cliLog(verbose) })
}

function registerBytes(data: string): number {
  return readdirSync(data)
    .filter((name) => name.startsWith('register-'))
    .reduce((bytes, name) => bytes + statSync(path.join(data, name)).size, 0)
}

function firstText(questions: readonly MethodInput<'check'>[]): string {
  const shown = questions[0]?.shown[0]
  return shown !== undefined && 'text' in shown ? shown.text : ''
}

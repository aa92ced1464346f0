import { describe, expect, test } from 'vitest'
import type { CliConsole } from '../../../src-main/hosts/cli/cli-console.ts'
import { runCli } from '../../../src-main/hosts/cli/run-cli.ts'

async function run(...args: string[]): Promise<{ code: number; answers: unknown[]; words: string }> {
  const answers: unknown[] = []
  let words = ''
  const io: CliConsole = {
    answer: async (value) => void answers.push(value),
    failure: (failure) => void (words += `failure ${failure.code}\n`),
    words: (text) => void (words += `${text}\n`),
  }
  return { code: await runCli(args, io), answers, words }
}

describe('wrong usage', () => {
  test.each([
    ['no verb', [], 'Name a verb'],
    ['an unknown verb', ['chek', '1'], 'chek'],
    ['a verb of the object prototype', ['toString'], 'toString'],
    ['an unknown option', ['read', '--colour', 'red'], '--colour'],
    ['an option without its value', ['read', '--hex'], '--hex'],
    ['a text that begins with a dash', ['read', '-x'], '-x'],
    ['too many arguments', ['read', 'a', 'b'], 'too many arguments; a text with spaces goes in quotes'],
    ['nothing to read', ['read'], 'Nothing is given'],
    ['two things to read', ['read', 'a', '--hex', '01'], 'Only one'],
    ['a picture that is not there', ['read', '--image', '/no/such/file.png'], '/no/such/file.png'],
    ['an unknown kind', ['read', 'a', '--as', 'passport'], 'document:N'],
    ['text beside --lines', ['read', '--lines', 'a'], '--lines'],
    ['nothing to check', ['check'], 'Nothing is given'],
    ['a date that does not exist', ['check', 'a', '--on', '2025-02-30'], 'YYYY-MM-DD'],
    ['a clock that is no instant', ['check', 'a', '--now', 'noon'], 'instant'],
    ['an unknown time zone', ['check', 'a', '--tz', 'Mars/Phobos'], 'time zone'],
    ['an unknown language', ['check', 'a', '--lang', 'de'], 'de'],
    ['more kinds than things', ['check', 'a', '--as', 'document:9', '--as', 'document:11'], '--as'],
    ['a newborn without a representative', ['check', '--newborn', '2025-11-01'], 'representative'],
    ['a representative without a newborn', ['check', 'a', '--representative', 'b'], '--newborn'],
    ['more things than one patient has', ['check', 'a', ...Array.from({ length: 8 }, () => ['--also', 'b']).flat()], 'At most 8'],
    ['no facts', ['verdict'], '--facts'],
    ['a facts file that is not there', ['verdict', '--facts', '/no/such.json'], '/no/such.json'],
    ['a register file that is not there', ['load', '/no/such.jsonl'], '/no/such.jsonl'],
    ['no register file', ['load'], 'file'],
    ['people out of range', ['demo', '--people', '0'], 'whole number'],
    ['settings without a verb', ['settings'], 'get or set'],
    ['an unknown settings verb', ['settings', 'put'], 'put'],
    ['a setting without a value', ['settings', 'set', 'language'], 'value'],
  ])('%s gives exit code 2, a message and a next step', async (_name, args, named) => {
    const { code, answers, words } = await run(...args)
    expect(code).toBe(2)
    expect(answers).toEqual([])
    expect(words).toContain(named)
    expect(words.trim().split('\n').length).toBeGreaterThanOrEqual(2)
  })
})

test('arguments too many are not repeated: they are names', async () => {
  expect((await run('check', 'Тестов', 'Тест')).words).not.toContain('Тест')
})

describe('reading', () => {
  test('an empty text is an answer', async () => {
    expect(await run('read', '')).toMatchObject({ code: 0, answers: [{ kind: 'unrecognised', reason: 'input-empty' }] })
  })

  test('a text that begins with a dash goes after --', async () => {
    expect(await run('read', '--', '-5')).toMatchObject({ code: 0, answers: [{ kind: 'unrecognised' }] })
  })

  test.each([
    ['odd length', '012'],
    ['other characters', '01ZZ'],
    ['a number of another alphabet', '٠١'],
  ])('broken hex (%s) is an answer and never read as text', async (_name, hex) => {
    expect(await run('read', '--hex', hex)).toMatchObject({ code: 0, answers: [{ kind: 'unrecognised', reason: 'misread' }] })
  })

  test('an empty hex is an answer', async () => {
    expect(await run('read', '--hex', '')).toMatchObject({ code: 0, answers: [{ kind: 'unrecognised', reason: 'input-empty' }] })
  })

  test('an ENP as hex is bytes of a barcode, not a number', async () => {
    expect(await run('read', '--hex', '0056410834000014')).toMatchObject({ answers: [{ kind: 'unrecognised' }] })
  })
})

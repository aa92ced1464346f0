import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readMutant } from '../../mutants/mutant.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const folder = path.join(root, 'test/mutants')
const rows = readFileSync(path.join(folder, 'README.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('`'))
  .map((line) => {
    const [, name = '', tests = '', defects = ''] = line.split('|')
    return { name: name.trim(), tests: quoted(tests), defects: quoted(defects) }
  })

function quoted(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text)
}

test('every promise and every attack has a row', () => {
  const names = rows.map(({ name }) => name)
  expect(names.flatMap((name) => /^\d+/.exec(name)?.[0] ?? [])).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'])
  expect(names).toEqual(
    expect.arrayContaining([
      'arbitrary installation',
      'endless data',
      'fast-forward',
      'indefinite freeze',
      'mix-and-match',
      'rollback',
      'key compromise',
      'wrong file',
      'extraneous file',
      'slow retrieval',
    ]),
  )
})

test.each(rows)('$name: its tests exist, and a planted defect makes one of them fail', ({ tests, defects }) => {
  expect(tests.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
  const catching = new Set(
    defects.flatMap((defect) => {
      const read = readMutant(defect, readFileSync(path.join(folder, `${defect}.patch`), 'utf8'))
      return read.ok ? read.value.catches : []
    }),
  )
  expect(tests.some((file) => catching.has(file))).toBe(true)
})

test('every planted defect says what it plants and which tests must notice', () => {
  const wrong = readdirSync(folder)
    .filter((file) => file.endsWith('.patch'))
    .filter((file) => !readMutant(file, readFileSync(path.join(folder, file), 'utf8')).ok)
  expect(wrong).toEqual([])
})

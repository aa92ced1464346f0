import { describe, expect, it } from 'vitest'
import { readArguments } from '../../../src-main/hosts/electron/arguments.ts'

describe('readArguments', () => {
  it('starts a desk with the defaults', () => {
    const desk = { kind: 'desk', data: null, keyFile: null, people: null }
    expect(readArguments(['/opt/PolisDesk'], true)).toEqual(desk)
    expect(readArguments(['/node_modules/electron', 'out/main/electron.js'], false)).toEqual(desk)
  })

  it('takes the data folder, the key file and the size of the demo register', () => {
    expect(readArguments(['x', '--data', '/d', '--key-file=/k', '--people', '20000'], true)).toEqual({
      kind: 'desk',
      data: '/d',
      keyFile: '/k',
      people: 20_000,
    })
  })

  it('passes over the switches of the runtime and unusable values', () => {
    const argv = ['x', '--no-sandbox', '--ozone-platform=wayland', '--people', 'many', '--data=', 'file.png']
    expect(readArguments(argv, true)).toEqual({ kind: 'desk', data: null, keyFile: null, people: null })
  })

  it('leaves everything after --cli to the verb, whatever stands before', () => {
    expect(readArguments(['x', '--no-sandbox', '--cli', 'check', '--data', '/d', '--', '-1'], true)).toEqual({
      kind: 'cli',
      verb: ['check', '--data', '/d', '--', '-1'],
    })
    expect(readArguments(['e', 'main.js', '--cli'], false)).toEqual({ kind: 'cli', verb: [] })
  })
})

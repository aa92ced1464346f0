import { describe, expect, it } from 'vitest'
import { readArguments } from '../../../src-main/hosts/electron/arguments.ts'

const nothing = { kind: 'desk', data: null, keyFile: null, people: null, enrol: null, passphraseFile: null }

describe('readArguments', () => {
  it('starts a desk with the defaults', () => {
    expect(readArguments(['/opt/PolisDesk'], true)).toEqual(nothing)
    expect(readArguments(['/node_modules/electron', 'out/main/electron.js'], false)).toEqual(nothing)
  })

  it('takes the data folder, the key file, the size of the demo register and an enrolment', () => {
    const argv = ['x', '--data', '/d', '--key-file=/k', '--people', '20000', '--enrol', '/e', '--passphrase-file=/p']
    expect(readArguments(argv, true)).toEqual({
      kind: 'desk',
      data: '/d',
      keyFile: '/k',
      people: 20_000,
      enrol: '/e',
      passphraseFile: '/p',
    })
  })

  it('passes over the switches of the runtime and unusable values', () => {
    const argv = ['x', '--no-sandbox', '--ozone-platform=wayland', '--people', 'many', '--data=', 'file.png']
    expect(readArguments(argv, true)).toEqual(nothing)
  })

  it('leaves everything after --cli to the verb, whatever stands before', () => {
    expect(readArguments(['x', '--no-sandbox', '--cli', 'check', '--data', '/d', '--', '-1'], true)).toEqual({
      kind: 'cli',
      verb: ['check', '--data', '/d', '--', '-1'],
    })
    expect(readArguments(['e', 'main.js', '--cli'], false)).toEqual({ kind: 'cli', verb: [] })
  })
})

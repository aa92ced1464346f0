import { describe, expect, test } from 'vitest'
import { EMPTY_FINDING, findForCheck } from '../../../src-main/app/find-for-check.ts'
import type { Finding } from '../../../src-main/app/ports.ts'
import type { UsableItem } from '../../../src-shared/intake/item.ts'
import { fakeRegister } from '../../fakes/fake-folder.ts'
import { fakePerson } from '../../fakes/people.ts'

const item: UsableItem = { kind: 'enp', enp: '0056410834000014', confirm: false, warnings: [] }
const asOf = '2025-11-21T21:00:00Z'

describe('looking up for a check', () => {
  test('asks nothing of a register that is not ready, nor when the input is unread', () => {
    const register = fakeRegister(asOf, [fakePerson()])
    expect(findForCheck(register, [[item], []], false, null).findings).toEqual([EMPTY_FINDING, EMPTY_FINDING])
    register.stated = { ...register.stated, state: 'damaged' }
    expect(findForCheck(register, [[item], []], true, null).register.state).toBe('damaged')
    expect(register.asked).toEqual([])
  })

  test('never mixes two versions of the register', () => {
    const register = fakeRegister(asOf, [fakePerson({ id: 'old' })])
    register.onFind = () => {
      const version = register.stated.version ?? ''
      if (version === 'v1') register.stated = { ...register.stated, version: 'v2' }
      return { lookups: [{ item: 0, key: 'enp', people: [version] }], people: [], insurers: [] }
    }
    const found = findForCheck(register, [[item], [item]], true, null)
    expect(found.register.version).toBe('v2')
    expect(found.findings.map((finding) => finding.lookups[0]?.people)).toEqual([['v2'], ['v2']])
  })

  test('gives up on a register that changes all the time', () => {
    const register = fakeRegister(asOf)
    let version = 0
    register.onFind = () => {
      version += 1
      register.stated = { ...register.stated, version: `v${version + 1}` }
      return EMPTY_FINDING
    }
    expect(() => findForCheck(register, [[item], []], true, null)).toThrow(/changed/)
  })
})

describe('the chosen candidate', () => {
  const people = [
    fakePerson({ id: 'a' }),
    fakePerson({ id: 'b' }),
    fakePerson({ id: 'merged', redirect: 'b' }),
    fakePerson({ id: 'loop1', redirect: 'loop2' }),
    fakePerson({ id: 'loop2', redirect: 'loop1' }),
  ]
  const lookupsFor = (hits: string[][], candidate: string): string[][] => {
    const register = fakeRegister(asOf, people)
    const finding: Finding = { lookups: hits.map((ids, index) => ({ item: index, key: 'enp', people: ids })), people, insurers: [] }
    register.onFind = () => finding
    return findForCheck(register, [hits.map(() => item), []], true, candidate).findings[0].lookups.map((lookup) => lookup.people)
  }

  test('narrows the look-ups that found it, also through a redirect', () => {
    expect(lookupsFor([['a', 'b']], 'b')).toEqual([['b']])
    expect(lookupsFor([['a', 'merged']], 'b')).toEqual([['merged']])
  })

  test('leaves a look-up that found other people only, so that the contradiction stays', () => {
    expect(lookupsFor([['a', 'b'], ['a']], 'b')).toEqual([['b'], ['a']])
    expect(lookupsFor([['a', 'b']], 'nobody')).toEqual([['a', 'b']])
  })

  test('does not hang on redirects in a loop', () => {
    expect(lookupsFor([['loop1', 'a']], 'b')).toEqual([['loop1', 'a']])
  })
})

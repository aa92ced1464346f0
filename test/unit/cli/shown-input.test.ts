import { describe, expect, test } from 'vitest'
import { itemOf, shownInput } from '../../../src-main/hosts/cli/shown-input.ts'

const ENP = '0056410834000014'
const TODAY = '2025-11-22'

describe('the item of a picture with several codes', () => {
  test('two different numbers are candidates, never one of them', () => {
    expect(itemOf([{ text: ENP }, { text: '0067940818000017' }], TODAY)).toMatchObject({
      kind: 'several-candidates',
      candidates: [{ enp: ENP }, { enp: '0067940818000017' }],
    })
  })

  test('the same number twice counts as one', () => {
    expect(itemOf([{ text: ENP }, { text: ENP }], TODAY)).toMatchObject({ kind: 'enp', enp: ENP })
  })
})

describe('what is given', () => {
  test('a text longer than any code is unread, not cut', async () => {
    const { shown } = await shownInput({ text: `${ENP}${' '.repeat(20_000)}` })
    expect(shown).toEqual([{ unread: 'too-long' }])
  })

  test('hex becomes the bytes it stands for, white space and case do not matter', async () => {
    expect((await shownInput({ hex: '0a FF\n01' })).shown).toEqual([{ base64: 'Cv8B' }])
  })

  test('the kind goes with the thing', async () => {
    expect((await shownInput({ text: 'AB 1', as: 'document:9' })).shown).toEqual([{ text: 'AB 1', as: 'document:9' }])
  })
})

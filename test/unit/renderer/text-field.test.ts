import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { isTextField } from '../../../src-renderer/ui/text-field.ts'

class FakeInput extends EventTarget {
  readonly type: string
  constructor(type: string) {
    super()
    this.type = type
  }
}
class FakeArea extends EventTarget {}

beforeEach(() => {
  vi.stubGlobal('HTMLInputElement', FakeInput)
  vi.stubGlobal('HTMLTextAreaElement', FakeArea)
})
afterEach(() => vi.unstubAllGlobals())

it('keeps the letters of a passphrase out of the box, and leaves those of a list of addresses where they are typed', () => {
  expect(isTextField(new FakeInput('password') as EventTarget)).toBe(true)
  expect(isTextField(new FakeInput('text') as EventTarget)).toBe(true)
  expect(isTextField(new FakeArea())).toBe(true)
})

it('takes no letters for buttons and files', () => {
  for (const type of ['radio', 'checkbox', 'file', 'button']) expect(isTextField(new FakeInput(type) as EventTarget)).toBe(false)
  expect(isTextField(null)).toBe(false)
})

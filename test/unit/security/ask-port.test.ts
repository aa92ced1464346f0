import { beforeEach, describe, expect, it, vi } from 'vitest'

const showMessageBox = vi.hoisted(() => vi.fn<(question: Question) => Promise<{ readonly response: number }>>())
vi.mock('electron', () => ({ dialog: { showMessageBox }, BrowserWindow: { getFocusedWindow: () => null } }))
const { askForPort } = await import('../../../src-main/hosts/electron/ask-port.ts')

interface Question {
  readonly buttons: readonly string[]
  readonly defaultId: number
  readonly cancelId: number
}

const ports = [
  { id: 'a', title: 'COM3 (USB 0c2e:0b61)' },
  { id: 'b', title: 'COM4' },
]

beforeEach(() => {
  showMessageBox.mockReset()
})

describe('the question for the port of a scanner', () => {
  it('is left by Enter and by Escape: a scan that comes meanwhile ends with Enter and must choose nothing', async () => {
    showMessageBox.mockImplementation(({ defaultId }) => Promise.resolve({ response: defaultId }))
    expect(await askForPort(ports)).toBeNull()
    showMessageBox.mockImplementation(({ cancelId }) => Promise.resolve({ response: cancelId }))
    expect(await askForPort(ports)).toBeNull()
  })

  it.each([
    [0, 'a'],
    [1, 'b'],
    [2, null],
  ])('gives the port of button %i', async (response, id) => {
    showMessageBox.mockResolvedValue({ response })
    expect(await askForPort(ports)).toBe(id)
  })
})

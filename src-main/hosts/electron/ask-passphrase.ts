import { ipcMain } from 'electron'
import { channels } from './channels.ts'
import { isTrustedCall, origin } from './security.ts'
import { openWindow } from './window.ts'

/**
 * Asks in a window of its own. `again`: the last passphrase did not open the keys. Null where the window is closed
 * without an answer. The passphrase is kept nowhere.
 */
export function askPassphrase(again: boolean): Promise<string | null> {
  return new Promise((resolve) => {
    const window = openWindow(`${origin}/passphrase.html${again ? '#again' : ''}`)
    const finish = (passphrase: string | null): void => {
      ipcMain.removeHandler(channels.call)
      resolve(passphrase)
    }
    ipcMain.handle(channels.call, (event, method: unknown, input: unknown) => {
      if (!isTrustedCall(event) || method !== 'passphrase' || typeof input !== 'string' || input === '') return false
      window.off('closed', cancel)
      finish(input)
      window.destroy()
      return true
    })
    const cancel = (): void => finish(null)
    window.on('closed', cancel)
  })
}

import { BrowserWindow, dialog } from 'electron'
import type { NamedPort } from './security.ts'

/** Lets the user choose the scanner's port in a window of the system; null where it was left without a choice. */
export async function askForPort(ports: readonly NamedPort[]): Promise<string | null> {
  const leave = ports.length
  const question = {
    type: 'question' as const,
    title: 'Полис·Стойка',
    message: 'К какому порту подключён сканер?',
    detail: 'Сканер должен быть в режиме COM-порта. Если его нет в списке, отключите и снова вставьте кабель.',
    buttons: [...ports.map(({ title }) => title), 'Отмена'],
    // A scan that comes while the question is open ends with Enter.
    defaultId: leave,
    cancelId: leave,
    noLink: false,
  }
  const window = BrowserWindow.getFocusedWindow()
  const { response } = await (window === null ? dialog.showMessageBox(question) : dialog.showMessageBox(window, question))
  return ports[response]?.id ?? null
}

import { BrowserWindow, Menu, app } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import path from 'node:path'
import { startAddress } from './security.ts'

/** The one window: our screens with no rights of their own. It shows itself when the first picture is ready. */
export function openWindow(address: string = startAddress): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Полис·Стойка',
    width: 1366,
    height: 768,
    minWidth: 640,
    minHeight: 360,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
      // The system's spelling checker fetches its dictionaries from outside.
      spellcheck: false,
    },
  })
  window.setMenuBarVisibility(false)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(address)
  return window
}

/**
 * Only what the screens do not do themselves: zoom, and on macOS the system's own menus. No menu for undo elsewhere: its
 * key belongs to the desk («take the last check back»).
 */
export function installMenu(): void {
  const zoom: MenuItemConstructorOptions = {
    label: 'Вид',
    submenu: [{ role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'resetZoom' }, { role: 'togglefullscreen' }],
  }
  const system: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'editMenu' }] : []
  Menu.setApplicationMenu(Menu.buildFromTemplate([...system, zoom]))
}

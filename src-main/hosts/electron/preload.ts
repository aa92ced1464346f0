import { contextBridge, ipcRenderer } from 'electron'
import type { IpcRendererEvent } from 'electron'
import type { Bridge, EventName } from '../../../src-shared/contract.ts'
import { channels } from './channels.ts'

const bridge = {
  call: (method, input) => ipcRenderer.invoke(channels.call, method, input),
  subscribe(listener) {
    const forward = (_: IpcRendererEvent, event: { readonly name: EventName; readonly payload: unknown }): void => listener(event)
    ipcRenderer.on(channels.event, forward)
    return () => void ipcRenderer.removeListener(channels.event, forward)
  },
} satisfies Bridge

contextBridge.exposeInMainWorld('bridge', bridge)

import { fork } from 'node:child_process'
import path from 'node:path'
import type { OrderAnswer, OrderName, Orders } from './orders.ts'

/** The process that hosts the desk, as the tests see it. */
export interface DeskHost {
  ask<Name extends OrderName>(order: Name, input: Orders[Name]['input']): Promise<Orders[Name]['output']>
  end(): Promise<void>
}

/** Starts the process; it removes what it made when it ends. */
export function startDeskHost(): DeskHost {
  const child = fork(path.join(import.meta.dirname, 'desk-process.ts'), [], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>()
  let lastId = 0
  child.on('message', (answer: OrderAnswer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) asked?.resolve(answer.value)
    else asked?.reject(new Error(answer.error))
  })
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The desk's process ended with ${code}`))
    waiting.clear()
  })
  return {
    ask<Name extends OrderName>(order: Name, input: Orders[Name]['input']) {
      return new Promise<Orders[Name]['output']>((resolve, reject) => {
        const id = ++lastId
        // The process answers an order with the output that stands beside it in the table of orders.
        waiting.set(id, { resolve: (value) => resolve(value as Orders[Name]['output']), reject })
        child.send({ id, order, input })
      })
    },
    end() {
      return new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.disconnect()
      })
    },
  }
}

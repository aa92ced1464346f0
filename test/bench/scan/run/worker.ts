import { parentPort, workerData } from 'node:worker_threads'
import type { Task } from './results.ts'
import { runTask } from './run-task.ts'

const port = parentPort
if (port === null) throw new Error('worker runs as a worker thread only')
const seed = String(workerData)
port.on('message', async (task: Task) => {
  port.postMessage(await runTask(seed, task))
})

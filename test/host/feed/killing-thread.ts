import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'

/** Kills its own process, as a power cut would, so many milliseconds after the run has come to a phase: no work of the other thread delays it. */
const { phase, wanted, after } = z.object({ phase: z.instanceof(SharedArrayBuffer), wanted: z.int(), after: z.number() }).parse(workerData)
const reached = new Int32Array(phase)
parentPort?.postMessage('ready')
for (let known = Atomics.load(reached, 0); known < wanted; known = Atomics.load(reached, 0)) Atomics.wait(reached, 0, known)
Atomics.wait(reached, 1, 0, after)
process.kill(process.pid, 'SIGKILL')

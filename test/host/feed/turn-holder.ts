import { parentPort } from 'node:worker_threads'
import { lockFolder } from '../../../src-main/store/folder-lock.ts'

/** Holds the turn of a feed's folder until it is ended: `node turn-holder.ts FOLDER`, or a thread with the same argument. */
const lock = lockFolder(process.argv[2] ?? '', 0, 'feed')
const said = lock.ok ? 'held' : lock.error.code
if (parentPort === null) process.stdout.write(`${said}\n`)
else parentPort.postMessage(said)
// What nobody refers to is collected, and closed.
setInterval(() => lock.ok, 1000)

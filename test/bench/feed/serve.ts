// The web server of the bench, a process of its own: tells its address, and its bytes whenever it is asked.
import { z } from 'zod'
import { serveFolder } from '../../../src-main/hosts/cli/feed/serve-folder.ts'

const served = await serveFolder(z.string().parse(process.argv[2]), 0)
if (!served.ok) throw new Error(`The feed cannot be served: ${served.error.code}`)
const { address, bytes, requests } = served.value
process.on('message', () => process.send?.({ address, bytes: bytes(), requests: requests() }))
process.on('disconnect', () => process.exit(0))
process.send?.({ address, bytes: 0, requests: 0 })

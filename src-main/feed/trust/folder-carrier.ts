import { open } from 'node:fs/promises'
import path from 'node:path'
import { err, ok } from '../../../src-shared/result.ts'
import type { Carrier } from './carrier.ts'

/** A feed in a folder, on a share or on a stick. */
export function folderCarrier(folder: string): Carrier {
  return {
    async read(name, limit) {
      try {
        const handle = await open(path.join(folder, ...name.split('/')), 'r')
        try {
          const { size } = await handle.stat()
          if (size > limit) return err({ code: 'too-long', cause: `${size} bytes` })
          const buffer = Buffer.alloc(size)
          const { bytesRead } = await handle.read(buffer, 0, size, 0)
          return ok(buffer.subarray(0, bytesRead))
        } finally {
          await handle.close()
        }
      } catch (error) {
        if (!(error instanceof Error) || !('code' in error)) throw error
        const isAbsent = error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EISDIR'
        return err({ code: isAbsent ? 'not-there' : 'unreachable', cause: String(error.code) })
      }
    },
  }
}

import type { Log } from '../app/ports.ts'

type Line = Log['info']

/** Keeps errors only, one JSON line each on the standard error stream: codes and counts, no personal data. */
export const quietLog: Log = {
  info: () => undefined,
  error: ((event, fields) => {
    process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`)
  }) satisfies Line,
}

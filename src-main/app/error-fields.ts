/**
 * What a log may say about an exception: its class, its code and the places of the code. The message is left out because it may
 * quote what was being read.
 */
export function errorFields(error: unknown): { name: string; code: string | null; at: string | null } {
  if (!(error instanceof Error)) return { name: typeof error, code: null, at: null }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name: error.name,
    code: 'code' in error && typeof error.code === 'string' ? error.code : null,
    at: frames.length === 0 ? null : frames.slice(0, 4).map(shortFrame).join(' < '),
  }
}

/** A stack frame without the folders of this machine. */
function shortFrame(frame: string): string {
  return frame
    .trim()
    .replace(/^at /, '')
    .replaceAll(/(?:file:\/\/)?[^\s()]*[/\\](src-shared|src-main|out|node_modules)[/\\]/g, '$1/')
}

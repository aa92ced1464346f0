import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Mounts a disk of so many KiB on an empty folder; throws where this account may not, or the machine has no such tool. */
export function mountSmallDisk(folder: string, kibibytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder], { stdio: 'ignore' })
}

export function unmountSmallDisk(folder: string): void {
  execFileSync('umount', [folder])
}

/** Whether tests of a full disk can run here: found out by trying. */
export function mayMount(): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-disk-'))
  try {
    mountSmallDisk(folder, 600)
    unmountSmallDisk(folder)
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

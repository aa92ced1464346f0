import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeFolder } from '../../../src-main/app/files/make-folder.ts'

describe('making a folder', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'polis-desk-folder-'))
  afterEach(() => rmSync(path.join(root, 'a'), { recursive: true, force: true }))

  it('makes the parents that are missing, with the mode asked for', () => {
    makeFolder(path.join(root, 'a/b/c'), 0o700)
    expect(statSync(path.join(root, 'a/b/c')).isDirectory()).toBe(true)
    if (process.platform !== 'win32') expect(statSync(path.join(root, 'a/b/c')).mode & 0o777).toBe(0o700)
  })

  it('leaves a folder that stands already', () => {
    makeFolder(path.join(root, 'a'))
    expect(() => makeFolder(path.join(root, 'a'))).not.toThrow()
  })

  it.runIf(existsSync('/proc/self'))('gives the error of a file system that takes no new folders, and returns', () => {
    expect(() => makeFolder('/proc/no-such-place/desk')).toThrow(/ENOENT/)
  })
})

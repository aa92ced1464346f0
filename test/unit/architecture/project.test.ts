import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { projectFiles, root, sourceFiles } from './project-files.ts'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const versions = z.record(z.string(), z.string())
const packageFile = z
  .object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions })
  .parse(JSON.parse(read('package.json')))
const lockFile = z
  .object({
    lockfileVersion: z.int(),
    packages: z.record(
      z.string(),
      z.object({ resolved: z.string().optional(), integrity: z.string().optional(), link: z.boolean().optional() }).loose(),
    ),
  })
  .parse(JSON.parse(read('package-lock.json')))

describe('the packages', () => {
  it('are pinned to exact versions', () => {
    const all = { ...packageFile.dependencies, ...packageFile.devDependencies, ...packageFile.optionalDependencies }
    const loose = Object.entries(all).filter(([, version]) => !/^(npm:[@\w/-]+@)?\d+\.\d+\.\d+$/.test(version))
    expect(loose).toEqual([])
  })

  it('ship the native module only', () => {
    expect(Object.keys(packageFile.dependencies)).toEqual(['better-sqlite3'])
  })

  it('have checked contents and no address in the lock file, which agrees with package.json', () => {
    const { '': own, ...installed } = lockFile.packages
    expect(lockFile.lockfileVersion).toBe(3)
    expect(own).toMatchObject(packageFile)
    expect(Object.entries(installed).filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
    expect(Object.entries(installed).filter(([, entry]) => entry.integrity === undefined && entry['inBundle'] !== true)).toEqual([])
  })

  it('run no scripts of their own at installation', () => {
    expect(read('.npmrc').split('\n')).toEqual(expect.arrayContaining(['ignore-scripts=true', 'omit-lockfile-registry-resolved=true']))
  })
})

describe('the files', () => {
  it('name no place outside the project and no package registry', () => {
    // Written in pieces, or this file would name them itself.
    const outside = [
      ['..', 'shared/'],
      ['', 'work', 'main'],
      ['', 'work', 'shared'],
      ['', 'tmp', 'brief'],
    ].map((parts) => parts.join('/'))
    const registries = [
      ['registry', 'npmjs', 'org'],
      ['registry', 'yarnpkg', 'com'],
      ['npmmirror', 'com'],
    ].map((parts) => parts.join('.'))
    const strangers = projectFiles().flatMap((file) => {
      const text = read(file)
      return [...outside, ...registries].filter((name) => text.includes(name)).map((name) => `${file}: ${name}`)
    })
    expect(strangers).toEqual([])
  })

  it('have whole-word names in kebab case', () => {
    const odd = sourceFiles().filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(path.posix.basename(file)))
    expect(odd).toEqual([])
    expect(sourceFiles().filter((file) => /(^|\/)(utils?|helpers?|misc|common)(\.|\/)/.test(file))).toEqual([])
  })

  it('stay small enough to be read in one go: 400 lines at most', () => {
    const long = sourceFiles().filter((file) => read(file).split('\n').length > 401)
    expect(long).toEqual([])
  })
})

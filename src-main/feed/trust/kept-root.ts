import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { MetadataKind } from '@tufjs/models'
import type { Metadata, Root } from '@tufjs/models'
import { writeDurably } from '../../app/files/durable-file.ts'
import { readRoot } from './root.ts'

/**
 * Sees to it that the folder of metadata begins with a root to which the first one leads, version by version, each signed by its
 * former: a root that somebody laid there, or that belongs to a former enrolment, must not decide whom this station trusts. Where the
 * chain does not lead to it the folder is emptied, because without its root nothing in it is proven, and the first root is laid down.
 */
export function plantRoot(folder: string, firstRoot: Uint8Array): void {
  const file = path.join(folder, ROOT_FILE)
  if (existsSync(file) && leadsTo(readFileSync(file), firstRoot, folder)) return
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, firstRoot)
}

/** Keeps the roots that were fetched, by their versions, up to the one in trust: the next start checks the chain. Throws file errors. */
export function keepRootChain(folder: string, fetched: ReadonlyMap<number, Uint8Array>, trustedVersion: number): void {
  for (const [version, bytes] of fetched) if (version <= trustedVersion) writeDurably(chainFile(folder, version), bytes)
}

const ROOT_FILE = `${MetadataKind.Root}.json`

function chainFile(folder: string, version: number): string {
  return path.join(folder, 'roots', `${version}.root.json`)
}

function leadsTo(kept: Uint8Array, firstRoot: Uint8Array, folder: string): boolean {
  const [first, last] = [readRoot(firstRoot), readRoot(kept)]
  if (!first.ok || !last.ok) return false
  let [trusted, bytes] = [first.value, firstRoot]
  const end = last.value.signed.version
  while (trusted.signed.version < end) {
    const version = trusted.signed.version + 1
    bytes = version === end ? kept : bytesOf(chainFile(folder, version))
    const next = readRoot(bytes)
    if (!next.ok || next.value.signed.version !== version || !isSignedBy(trusted, next.value)) return false
    trusted = next.value
  }
  return Buffer.compare(bytes, kept) === 0
}

function isSignedBy(former: Metadata<Root>, next: Metadata<Root>): boolean {
  try {
    former.verifyDelegate(MetadataKind.Root, next)
    return true
  } catch {
    return false
  }
}

function bytesOf(file: string): Uint8Array {
  return existsSync(file) ? readFileSync(file) : new Uint8Array(0)
}

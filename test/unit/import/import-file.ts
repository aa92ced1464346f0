import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { builtInProfiles, profileForName } from '../../../src-main/import/built-in-profiles.ts'
import { importSource } from '../../../src-main/import/import-source.ts'
import type { ImportOptions } from '../../../src-main/import/import-source.ts'
import type { ImportOutcome, RowPlace } from '../../../src-main/import/outcome.ts'
import type { Profile } from '../../../src-main/import/profile.ts'

export const TODAY = '2024-08-15'

/** A built-in profile by its id. */
export function builtIn(id: string): Profile {
  const profile = builtInProfiles.find((one) => one.id === id)
  if (profile === undefined) throw new Error(`no profile ${id}`)
  return profile
}

/** Runs with a file of these bytes that is gone afterwards. */
export async function withFile<Value>(name: string, bytes: Uint8Array, use: (file: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-import-'))
  try {
    const file = path.join(folder, name)
    writeFileSync(file, bytes)
    return await use(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All outcomes of importing bytes under a name. */
export function importBytes(name: string, bytes: Uint8Array, options: Partial<ImportOptions> = {}): Promise<ImportOutcome[]> {
  const profile = options.profile ?? profileForName(name)
  if (profile === null) throw new Error(`no profile for ${name}`)
  return withFile(name, bytes, async (file) => {
    const outcomes: ImportOutcome[] = []
    for await (const outcome of importSource({ file, profile, today: TODAY, ...options })) outcomes.push(outcome)
    return outcomes
  })
}

/** An outcome in a line: `record 2`, `rejected 3 enp enp-check-digit`, `duplicate 4 of 2`. */
export function shown(outcome: ImportOutcome): string {
  switch (outcome.kind) {
    case 'source':
      return `source ${outcome.source.encoding}`
    case 'record':
      return ['record', at(outcome.place), ...outcome.warnings].join(' ')
    case 'duplicate':
      return `duplicate ${at(outcome.place)} of ${at(outcome.kept)}${outcome.differs ? ' differs' : ''}`
    case 'merged':
      return `merged ${at(outcome.place)} into ${at(outcome.kept)}`
    case 'rejected':
      return `rejected ${at(outcome.place)} ${outcome.field ?? 'row'} ${outcome.reason}${outcome.rows === 1 ? '' : ` ×${outcome.rows}`}`
    case 'finished':
      return `finished${outcome.counts.brake ? ' braked' : ''}`
    case 'refused':
      return `refused ${outcome.refusal.code}`
  }
}

function at({ line, record }: RowPlace): string {
  return String(line ?? record)
}

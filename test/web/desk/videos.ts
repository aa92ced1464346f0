import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { createHash } from 'node:crypto'
import { writeVideo, type VideoScene } from '../../bench/scan/video.ts'
import { projectFolder } from './screens-folder.ts'

const sources = path.join(projectFolder, 'test/bench/scan')
const folder = path.join(projectFolder, '.cache/camera-videos')

/** A film of 40 MB for the camera that is fed from a file. It is made once and kept until the way films are made changes. */
export function filmOf(scene: VideoScene, payload: string | Uint8Array | null): string {
  mkdirSync(folder, { recursive: true })
  const made = newestIn(sources)
  const name = `${scene}-${createHash('sha256')
    .update(payload ?? '')
    .digest('hex')
    .slice(0, 12)}.y4m`
  const place = path.join(folder, name)
  if (existsSync(place) && statSync(place).mtimeMs > made) return place
  // Two workers may want the same film at the same time.
  const unfinished = path.join(folder, `${process.pid}-${name}`)
  writeVideo(scene, payload, unfinished)
  renameSync(unfinished, place)
  return place
}

function newestIn(place: string): number {
  const stat = statSync(place)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(place).map((name) => newestIn(path.join(place, name))))
}

import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DataFolder } from '../../src-main/app/ports.ts'
import { keyFileVault } from '../../src-main/hosts/keys/key-file-vault.ts'
import { createRegisterFeed } from '../../src-main/store/register-feed/register-feed.ts'
import { fakeLog } from '../fakes/fake-folder.ts'
import { fakePerson } from '../fakes/people.ts'
import { fakeFeed, takeSnapshot } from './fake-feed.ts'
import { storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

let place: StorePlace
let folder: DataFolder
beforeEach(() => {
  place = storePlace()
  folder = place.opened()
})
afterEach(() => place.remove())

const people = (count: number) => Array.from({ length: count }, (_, index) => ({ person: fakePerson({ id: `p${index}` }) }))
const registers = (): readonly string[] => readdirSync(place.data).filter((name) => /^register-\d+\.db$/.test(name))

test('a desk that is opened while the former one still switches takes nothing from under it', () => {
  const source = fakeFeed()
  source.publish({ put: people(3) })
  takeSnapshot(folder.feed, source)
  const vault = keyFileVault({ file: place.keyFile, folderId: folder.id, occasion: 'open', passphrase: null })
  // The thread of a desk goes on for some seconds after its folder was closed.
  const thread = createRegisterFeed({ path: place.data, key: valueOf(vault.key('register')), mayChange: true, log: fakeLog() })
  source.publish({ put: people(4) })
  const update = thread.beginSnapshot(source.dataset())
  if (!update.ok) throw new Error(update.error.kind)
  update.value.add(source.snapshot())
  folder.close()
  folder = place.opened()
  expect(registers()).toHaveLength(2)
  expect(update.value.finish().ok).toBe(true)
  expect(folder.register.state()).toMatchObject({ state: 'ready', people: 3 })
  expect(valueOf(folder.refresh())).toMatchObject({ state: 'ready', people: 4 })
  expect(existsSync(path.join(place.data, 'register-2.db'))).toBe(true)
})

import type { CheckReply, CheckRequest, DemoSample, Failure } from '../../../src-shared/contract.ts'
import type { Language, Verdict } from '../../../src-shared/coverage/verdict.ts'
import type { Item } from '../../../src-shared/intake/item.ts'
import type { Settings } from '../../../src-shared/settings.ts'
import { enpItem, replyFixture, stationFixture } from '../../fakes/desk-fixtures.ts'
import { refusal, type FakeHost } from '../../fakes/fake-bridge.ts'
import { stationScenes } from './station-scenes.ts'
import { galleryVerdicts } from './verdicts.ts'

/** The host behind a scene: what it answers to the one check of the scene, and what station it describes. */
export function sceneOf(scene: string, language: Language, theme: 'light' | 'dark'): FakeHost {
  const settings: Partial<Settings> = { language, theme, sounds: false }
  const station = stationFixture({}, settings)
  let checks = 0
  const check = (request: CheckRequest): CheckReply | Failure => {
    if (scene === 'refused') return refusal('disk-full')
    const verdict = verdictOf(scene, request)
    checks += 1
    return replyFixture(verdict, itemsOf(request, verdict), { checkId: `check-${checks}`, at: new Date().toISOString() })
  }
  if (scene === 'first-run') {
    const register = { ...station.register, state: 'missing', source: null, version: null, asOf: null, people: null } as const
    return { station: { ...station, empty: true, demo: false, register }, check }
  }
  if (scene === 'making') return { station: { ...station, empty: true, busy: { what: 'demo', done: 8_400, total: 20_000 } }, check }
  if (scene === 'register-missing')
    return { station: { ...station, demo: false, register: { ...station.register, state: 'missing' } }, check }
  if (scene === 'register-damaged')
    return { station: { ...station, demo: false, register: { ...station.register, state: 'damaged' } }, check }
  if (scene === 'lost') return { station, check, connection: 'lost' }
  if (scene === 'no-session') return { station, check, connection: 'no-session' }
  const updates = stationScenes[scene]
  if (updates !== undefined) return { station: { ...station, demo: false }, check, updates }
  if (scene === 'real') return { station: { ...station, demo: false }, check }
  return { station, check, samples }
}

function verdictOf(scene: string, request: CheckRequest): Verdict {
  const chosen = request.candidate === null && request.confirmation === null ? scene : 'covered'
  const verdict = galleryVerdicts[chosen] ?? galleryVerdicts['covered']
  if (verdict === undefined) throw new Error('No verdict for the scene')
  return verdict[request.language]
}

function itemsOf(request: CheckRequest, verdict: Verdict): readonly Item[] {
  if (verdict.newbornOffered) {
    return [
      { kind: 'name-and-birth-date', familyName: 'Новикова', givenName: null, patronymic: null, birthDate: '2026-11-02', warnings: [] },
    ]
  }
  return request.shown.length > 1 ? [enpItem, { kind: 'document', type: 14, series: '00 00', number: '000001', warnings: [] }] : [enpItem]
}

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90" height="30"><path fill="#fff" d="M0 0h90v30H0z"/><path d="M4 4h3v22H4zM9 4h1v22H9zM13 4h4v22h-4zM20 4h2v22h-2zM25 4h5v22h-5zM33 4h1v22h-1zM38 4h3v22h-3zM44 4h6v22h-6zM55 4h2v22h-2zM60 4h1v22h-1zM66 4h4v22h-4zM74 4h2v22h-2zM80 4h5v22h-5z"/></svg>'

const samples: readonly DemoSample[] = [
  sample('Бумажный полис, застрахован', 'Paper policy, covered', '0056 4108 3400 0014', 'PDF417', 'covered'),
  sample('Паспорт, после замужества', 'Passport after a marriage', '00 00 000017', null, 'needs-a-look'),
  sample('Приостановлен: служба', 'Suspended: service', '0098 8997 9800 0012', null, 'not-covered'),
  sample('Нет в копии регистра', 'Not in the local copy', '0067 1508 9800 0420', 'QRCode', 'not-checked'),
  sample(
    'Имя и дата рождения в другой раскладке',
    'Name and birth date in the other layout',
    'bdfyjd bdfy bdfyjdbx 15.03.1985',
    null,
    'covered',
  ),
  sample('Свидетельство о рождении', 'Birth certificate', 'II-АБ 000003', null, 'covered'),
]

function sample(ru: string, en: string, text: string, symbology: DemoSample['symbology'], outcome: DemoSample['outcome']): DemoSample {
  return { title: { ru, en }, text, as: null, symbology, svg: symbology === null ? null : picture, also: [], outcome, expects: outcome }
}

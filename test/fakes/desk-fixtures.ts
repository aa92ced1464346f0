import type { CheckReply, StationState } from '../../src-shared/contract.ts'
import type { Verdict, VerdictPerson } from '../../src-shared/coverage/verdict.ts'
import type { Item } from '../../src-shared/intake/item.ts'
import { settingsSchema, type Settings } from '../../src-shared/settings.ts'

/** 12:12 in Moscow on the day of the pictures. */
export const fixtureNow = '2026-11-22T09:12:00Z'
export const fixtureAsOf = '2026-11-22T00:10:00Z'

export const ivanov: VerdictPerson = {
  id: '000000000001',
  enp: '0056410834000014',
  familyName: 'Иванов',
  givenName: 'Иван',
  patronymic: 'Иванович',
  birthDate: '1985-03-15',
  age: 41,
  sex: 'male',
  representatives: [],
}

/** A station that is ready, in a demo folder; parts can be replaced. */
export function stationFixture(parts: Partial<StationState> = {}, settings: Partial<Settings> = {}): StationState {
  return {
    register: {
      state: 'ready',
      source: 'demo',
      dataset: 'demo-region-00',
      scope: 'регион 00, вымышленный',
      version: '2026-11-22',
      asOf: fixtureAsOf,
      people: 20_000,
    },
    demo: true,
    empty: false,
    operator: 'registrator',
    now: fixtureNow,
    settings: settingsSchema.parse({ clinicName: 'Поликлиника № 0', deskName: 'окно 3', clinicCode: '000001', ...settings }),
    changedAnswers: 0,
    appVersion: '0.1.0',
    host: 'web',
    busy: null,
    ...parts,
  }
}

/** A covered verdict for Ivanov; parts can be replaced. */
export function verdictFixture(parts: Partial<Verdict> = {}): Verdict {
  return {
    outcome: 'covered',
    underlying: null,
    reasons: [
      {
        code: 'digital-policy',
        tone: 'ok',
        rule: '7/digital-policy',
        legalBasis: '326-ФЗ, ст. 45; правила ОМС, п. 28–30',
        params: {},
        text: 'Цифровой полис действует',
        nextStep: 'Принять по ОМС.',
        say: 'Всё в порядке, полис действует.',
      },
    ],
    title: 'Застрахован',
    summary: 'Застрахован на 22.11.2026. Данные на 22.11 03:10, 6 часов назад',
    nextStep: 'Принять. Оплата — «Пример-Мед» (код 00001).',
    say: 'Всё в порядке, полис действует. Приносить его в следующий раз необязательно: достаточно паспорта.',
    person: ivanov,
    candidates: [],
    match: {
      key: 'enp',
      compared: ['familyName', 'givenName', 'patronymic', 'birthDate'],
      differences: [],
    },
    confirmable: false,
    policy: { type: 'Ц', status: 'ДПП', enp: '0056410834000014', series: null, number: null, from: '2023-02-01', to: null },
    insurer: { code: '00001', name: '«Пример-Мед»', hotLine: '8 800 000-00-01', closedOn: null },
    attachment: { areaType: '1', clinicCode: '000001', area: '4', from: '2019-02-01', to: null, status: 'ДПП' },
    serviceDate: '2026-11-22',
    asOf: fixtureAsOf,
    dataAgeHours: 9,
    registerVersion: '2026-11-22',
    source: 'demo',
    lastKnown: null,
    emergency: null,
    newbornOffered: false,
    language: 'ru',
    ...parts,
  }
}

export const enpItem: Item = { kind: 'enp', enp: '0056410834000014', confirm: false, warnings: [] }

/** A journalled answer. */
export function replyFixture(verdict: Verdict, items: readonly Item[] = [enpItem], parts: Partial<CheckReply> = {}): CheckReply {
  return { checkId: 'check-1', at: fixtureNow, verdict, items: [...items], ...parts }
}

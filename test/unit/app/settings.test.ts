import { describe, expect, test } from 'vitest'
import { effectiveSettings, withSetting } from '../../../src-main/app/settings.ts'
import { settingsSchema } from '../../../src-shared/settings.ts'
import { fakeLog } from '../../fakes/fake-folder.ts'

const defaults = settingsSchema.parse({})

describe('the settings in force', () => {
  test('are the defaults where nothing is stored', () => {
    expect(effectiveSettings(null, fakeLog())).toEqual(defaults)
    expect(effectiveSettings('garbage', fakeLog())).toEqual(defaults)
    expect(effectiveSettings([1], fakeLog())).toEqual(defaults)
  })

  test('take every valid key by itself and name the others in the log', () => {
    const log = fakeLog()
    const settings = effectiveSettings({ clinicCode: '000001', dataAgeLimitHours: 9999, colour: 'green' }, log)
    expect(settings).toEqual({ ...defaults, clinicCode: '000001' })
    expect(log.lines).toEqual([
      { level: 'error', event: 'settings.invalid', fields: { name: 'dataAgeLimitHours' } },
      { level: 'error', event: 'settings.unknown', fields: { name: 'colour' } },
    ])
  })

  test('give a demo folder an invented clinic, unless the file says otherwise', () => {
    expect(effectiveSettings(null, fakeLog(), { demo: true })).toEqual({
      ...defaults,
      clinicCode: '000001',
      clinicName: 'Поликлиника № 0',
      deskName: 'окно 3',
    })
    expect(effectiveSettings({ clinicCode: null, deskName: '' }, fakeLog(), { demo: true })).toMatchObject({
      clinicCode: null,
      deskName: '',
    })
    expect(effectiveSettings(null, fakeLog(), { demo: false }).clinicCode).toBeNull()
  })

  test('do not take a key of the object prototype for a setting', () => {
    expect(withSetting({}, 'toString', 1)).toMatchObject({ ok: false, error: { code: 'setting-unknown' } })
  })
})

describe('changing one setting', () => {
  test('keeps what another version stored', () => {
    const changed = withSetting({ future: [1], language: 'ru' }, 'language', 'en')
    expect(changed).toEqual({ ok: true, value: { future: [1], language: 'en' } })
  })

  test('without a value goes back to the default', () => {
    expect(withSetting({ language: 'en', sounds: false }, 'language', undefined)).toEqual({ ok: true, value: { sounds: false } })
  })

  test('refuses an unknown name and a value out of range by name', () => {
    expect(withSetting({}, 'colour', 'green')).toMatchObject({ ok: false, error: { code: 'setting-unknown', params: { name: 'colour' } } })
    expect(withSetting({}, 'dataAgeLimitHours', 241)).toMatchObject({
      ok: false,
      error: { code: 'setting-invalid', params: { name: 'dataAgeLimitHours' } },
    })
  })
})

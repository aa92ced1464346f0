import { describe, expect, it } from 'vitest'
import { readClassifierFile } from '../../../src-main/import/classifiers/read-classifier-file.ts'
import { canonicalRecord } from '../../../src-shared/feed/canonical-record.ts'
import { encodeText } from '../../fakes/source-files.ts'
import { TODAY, withFile } from './import-file.ts'

const packet = (rows: string): string =>
  `<?xml version="1.0" encoding="windows-1251"?><packet><zglv><version>1.0</version><date>01.07.2024</date></zglv>${rows}</packet>`
const period = (from: string, to: string): string => `<DATEBEG>${from}</DATEBEG><DATEEND>${to}</DATEEND>`
const entry = (code: string, name: string, from: string, to: string): string =>
  `<zap><IDDoc>${code}</IDDoc><DocName>${name}</DocName><DocSer/>${period(from, to)}</zap>`

function read(text: string) {
  return withFile('some.xml', encodeText(text, 'windows-1251'), (file) => readClassifierFile(file, TODAY))
}

describe('a classifier file', () => {
  it.each([
    ['F002', '<insCompany><smocod>00001</smocod><nam_smok>ПРИМЕР</nam_smok></insCompany>', 'insurer 00001'],
    ['F008', '<zap><IDDOC>3</IDDOC><DOCNAME>Полис</DOCNAME></zap>', 'classifier F008/3'],
    ['F010', '<zap><KOD_TF>00</KOD_TF><SUBNAME>Область</SUBNAME></zap>', 'classifier F010/00'],
    ['F011', '<zap><IDDoc>14</IDDoc><DocName>Паспорт</DocName><DocSer/><DocNum/></zap>', 'classifier F011/14'],
    ['F011', '<ZAP IDDoc="14" DocName="Паспорт" DocSer="99 99"/>', 'classifier F011/14'],
    ['F032', '<zap><MCOD>000001</MCOD><NAM_MOK>Поликлиника</NAM_MOK></zap>', 'classifier F032/000001'],
  ])('%s is known by its columns', async (name, rows, key) => {
    const found = await read(packet(rows))
    if (!found.ok) throw new Error(found.error.code)
    expect(found.value.name).toBe(name)
    expect(found.value.records.map((record) => `${canonicalRecord(record).entity} ${canonicalRecord(record).key}`)).toEqual([key])
  })

  it('gives one entry for a code: the one in force, else the one nearest to the day', async () => {
    const found = await read(
      packet(
        [
          entry('1', 'в силе', '01.01.2020', ''),
          entry('1', 'прежде', '01.01.2011', '31.12.2019'),
          entry('2', 'давно', '01.01.2011', '31.12.2015'),
          entry('2', 'недавно', '01.01.2016', '31.12.2020'),
          entry('2', 'потом', '01.01.2030', ''),
          entry('3', 'позже', '01.01.2031', ''),
          entry('3', 'скоро', '01.01.2030', ''),
          entry('x', 'без кода', '', ''),
        ].join(''),
      ),
    )
    if (!found.ok) throw new Error(found.error.code)
    expect(found.value.records.map((record) => ('classifier' in record ? record.classifier.name : ''))).toEqual([
      'в силе',
      'недавно',
      'скоро',
    ])
    expect(found.value).toMatchObject({ version: '1.0', date: '2024-07-01', rejected: [{ column: 'IDDOC', reason: 'value-format' }] })
  })

  it('is refused where it is another, or nothing of it can be read', async () => {
    expect(await read(packet('<zap><X>1</X></zap>'))).toMatchObject({ ok: false, error: { code: 'layout-unknown' } })
    expect(await read('a;b')).toMatchObject({ ok: false, error: { code: 'kind-differs' } })
    expect(await read(packet('<zap><KOD_TF>x</KOD_TF></zap>'))).toMatchObject({ ok: false, error: { code: 'file-empty' } })
  })
})

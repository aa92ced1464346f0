import { describe, expect, it } from 'vitest'
import { classifierEntrySchema } from '../../../src-shared/feed/classifier.ts'
import { insurerSchema } from '../../../src-shared/register/person.ts'
import { entriesOn, withoutDetails, readClassifier } from '../../../src-main/import/classifiers/read-classifier.ts'
import type { ClassifierName } from '../../../src-main/import/classifiers/read-classifier.ts'
import { insurersOf, readInsurers } from '../../../src-main/import/classifiers/read-insurers.ts'
import { encodeText, zipFile } from '../../fakes/source-files.ts'
import { withFile } from './import-file.ts'

const HEAD = '<?xml version="1.0" encoding="windows-1251"?>'

async function insurers(text: string) {
  const read = await withFile('F002.xml', encodeText(text, 'windows-1251'), readInsurers)
  if (!read.ok) throw new Error(read.error.code)
  return read.value
}

async function classifier(name: ClassifierName, text: string, encoding: 'windows-1251' | 'utf-8' = 'windows-1251') {
  const read = await withFile(`${name}.xml`, encodeText(text, encoding), (file) => readClassifier(file, name))
  if (!read.ok) throw new Error(read.error.code)
  return read.value
}

function company(code: string, name: string, more = '', end = ''): string {
  return `<insCompany><TF_OKATO>00000</TF_OKATO><smocod>${code}</smocod><Ogrn>0000000000000</Ogrn><nam_smop>АКЦИОНЕРНОЕ ОБЩЕСТВО «${name}»</nam_smop><nam_smok>${name}</nam_smok>${more}<d_begin>2012-01-01T00:00:00</d_begin><d_end>${end}</d_end></insCompany>`
}

describe('F002', () => {
  it('gives insurers with short name, hot line and the day on which they stopped', async () => {
    const text = `${HEAD}<PACKET><VERSION>4.1</VERSION><DATE>2024-07-01</DATE>${company('00001', 'ПРИМЕР-МЕД', '<hot_line>8-800-000-00-00</hot_line>')}${company('00002', 'СТАРАЯ', '', '2020-12-31')}</PACKET>`
    const read = await insurers(text)
    expect(read).toMatchObject({ version: '4.1', date: '2024-07-01', rejected: [] })
    expect(read.entries[0]).toMatchObject({ okato: '00000', ogrn: '0000000000000', from: '2012-01-01', to: null })
    const list = insurersOf(read.entries)
    expect(list).toEqual([
      { code: '00001', name: 'ПРИМЕР-МЕД', hotLine: '8-800-000-00-00', closedOn: null },
      { code: '00002', name: 'СТАРАЯ', hotLine: null, closedOn: '2020-12-31' },
    ])
    for (const insurer of list) expect(insurerSchema.safeParse(insurer).success).toBe(true)
  })

  it('takes of several periods of a code the open one, else the one that ended last', async () => {
    const rows = [
      company('00001', 'НЫНЕ'),
      company('00001', 'ПРЕЖДЕ', '', '2019-12-31'),
      company('00002', 'А', '', '2018-01-01'),
      company('00002', 'Б', '', '2020-01-01'),
    ]
    const read = await insurers(`${HEAD}<PACKET><VERSION>1</VERSION><DATE>2024-07-01</DATE>${rows.join('')}</PACKET>`)
    expect(insurersOf(read.entries).map(({ name, closedOn }) => [name, closedOn])).toEqual([
      ['НЫНЕ', null],
      ['Б', '2020-01-01'],
    ])
  })

  it('falls back to the full name, then to the code, and lists rows that cannot be read', async () => {
    const nameless = '<insCompany><smocod>00003</smocod><nam_smop>ПОЛНОЕ</nam_smop><nam_smok/></insCompany><insCompany smocod="00004"/>'
    const bad = '<insCompany><smocod>4</smocod></insCompany><insCompany><nam_smok>БЕЗ КОДА</nam_smok></insCompany>'
    const read = await insurers(`${HEAD}<packet>\n${nameless}\n${bad}\n${company('00005', 'Я', '', '31.02.2020')}</packet>`)
    expect(read.entries.map(({ code, name }) => [code, name])).toEqual([
      ['00003', 'ПОЛНОЕ'],
      ['00004', '00004'],
    ])
    expect(read.rejected).toEqual([
      { place: { line: 3, record: 3 }, column: 'SMOCOD', reason: 'value-format' },
      { place: { line: 3, record: 4 }, column: 'SMOCOD', reason: 'value-missing' },
      { place: { line: 4, record: 5 }, column: 'D_END', reason: 'date-impossible' },
    ])
  })
})

const F011_ELEMENTS = `${HEAD}<packet><zglv><type>F011</type><version>2.0</version><date>01.07.2024</date></zglv>
<zap><IDDoc>14</IDDoc><DocName>Паспорт гражданина РФ</DocName><DocSer>99 99</DocSer><DocNum>9999990</DocNum><DATEBEG>01.01.2011</DATEBEG><DATEEND/></zap>
<zap><IDDoc>3</IDDoc><DocName>Свидетельство о рождении</DocName><DocSer>R-ББ</DocSer><DocNum>999999</DocNum><DATEBEG>01.01.2011</DATEBEG><DATEEND>31.12.2023</DATEEND></zap></packet>`
const F011_ATTRIBUTES = `${HEAD}<packet><zglv version="2.0" date="01.07.2024"/><ZAP IDDoc="14" DocName="Паспорт гражданина РФ" DocSer="99 99" DocNum="9999990" DATEBEG="01.01.2011" DATEEND=""/><ZAP IDDoc="3" DocName="Свидетельство о рождении" DocSer="R-ББ" DocNum="999999" DATEBEG="01.01.2011" DATEEND="31.12.2023"/></packet>`

describe('a classifier of packet and zap', () => {
  it.each([
    ['elements', F011_ELEMENTS],
    ['attributes', F011_ATTRIBUTES],
  ])('is read with its values as %s', async (_, text) => {
    const read = await classifier('F011', text)
    expect(read).toMatchObject({ version: '2.0', date: '2024-07-01', rejected: [] })
    expect(read.entries).toEqual([
      {
        classifier: 'F011',
        code: '14',
        name: 'Паспорт гражданина РФ',
        from: '2011-01-01',
        to: null,
        details: { series: '99 99', number: '9999990' },
      },
      {
        classifier: 'F011',
        code: '3',
        name: 'Свидетельство о рождении',
        from: '2011-01-01',
        to: '2023-12-31',
        details: { series: 'R-ББ', number: '999999' },
      },
    ])
    expect([...entriesOn(read.entries, '2023-12-31').keys()]).toEqual(['14', '3'])
    expect([...entriesOn(read.entries, '2024-01-01').keys()]).toEqual(['14'])
    for (const entry of read.entries) expect(classifierEntrySchema.safeParse(withoutDetails(entry)).success).toBe(true)
  })

  it.each([
    [
      'F008',
      '<zap><IDDOC>3</IDDOC><DOCNAME>Полис единого образца</DOCNAME><DATEBEG>01.05.2011</DATEBEG><DATEEND/></zap>',
      { code: '3', name: 'Полис единого образца', details: {} },
    ],
    [
      'F010',
      '<zap><KOD_TF>00</KOD_TF><KOD_OKATO>00000</KOD_OKATO><SUBNAME>Примерная область</SUBNAME><OKRUG>0</OKRUG><DATEBEG>01.01.2011</DATEBEG><DATEEND/></zap>',
      { code: '00', details: { okato: '00000', district: '0' } },
    ],
    [
      'F032',
      '<zap><MCOD>000001</MCOD><OKTMO_P>00000001</OKTMO_P><NAM_MOK>Поликлиника № 1</NAM_MOK><DATEBEG>01.01.2020</DATEBEG><DATEEND/></zap>',
      { code: '000001', name: 'Поликлиника № 1', details: { oktmo: '00000001' } },
    ],
    [
      'F032',
      '<zap><MCOD>000002</MCOD><OKTMO_P/><DATEBEG>2020-01-01T00:00:00</DATEBEG></zap>',
      { code: '000002', name: '000002', from: '2020-01-01', details: {} },
    ],
  ] as const)('%s is read', async (name, row, expected) => {
    const read = await classifier(name, `${HEAD}<packet><zglv><version>1</version><date>01.07.2024</date></zglv>${row}</packet>`)
    expect(read.entries).toEqual([expect.objectContaining(expected)])
  })

  it('obeys the declaration, and refuses one that the bytes contradict', async () => {
    const utf8 = F011_ELEMENTS.replace('windows-1251', 'UTF-8')
    expect((await classifier('F011', utf8, 'utf-8')).entries[0]?.name).toBe('Паспорт гражданина РФ')
    await expect(classifier('F011', F011_ELEMENTS, 'utf-8')).rejects.toThrow('encoding-contradicts')
  })

  it.each([
    ['a cut file', F011_ELEMENTS.slice(0, -30), 'xml-damaged'],
    ['another root', '<PACK><zap/></PACK>', 'xml-root'],
    ['no rows', '<packet><zglv/></packet>', 'file-empty'],
    ['a table', 'IDDoc;DocName', 'kind-differs'],
    ['a document type', '<!DOCTYPE packet><packet><zap/></packet>', 'xml-doctype'],
    ['nothing', '', 'file-empty'],
  ])('refuses %s', async (_, text, code) => {
    await expect(classifier('F011', text)).rejects.toThrow(code)
  })

  it('is unpacked from a zip', async () => {
    const zip = zipFile([{ name: 'F011.xml', data: encodeText(F011_ELEMENTS, 'windows-1251') }])
    const read = await withFile('F011.zip', zip, (file) => readClassifier(file, 'F011'))
    expect(read.ok && read.value.entries.length).toBe(2)
  })

  it('tells a file that is not there', async () => {
    expect(await readClassifier('nowhere.xml', 'F011')).toMatchObject({
      ok: false,
      error: { code: 'file-unreadable', params: { cause: 'ENOENT' } },
    })
  })
})

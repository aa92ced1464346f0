import type { CodeFormat } from '../../../../src-shared/decoder/engine.ts'
import { encodePolicyBarcode } from '../../../../src-shared/policy/encode-barcode.ts'
import { encodeEnp } from '../../../../src-shared/policy/enp.ts'
import type { Random } from '../random.ts'

/** An invented person of region 00, as far as codes tell. */
export interface CodedPerson {
  readonly enp: string
  readonly familyName: string
  readonly givenName: string
  readonly patronymic: string
  /** The 130 bytes of the paper policy. */
  readonly policy: Uint8Array
}

const familyNames = ['ПРИМЕРОВ', 'ТЕСТОВ', 'ОБРАЗЦОВ', 'ДЕМИДОВ-УЧЕБНЫЙ', 'ЁЛКИН', 'ПРОБНЫЙ', 'УСЛОВНЫЙ', 'ВЫМЫСЛОВ'] as const
const givenNames = ['ИВАН', 'ПЁТР', 'АЛЕКСАНДР', 'ЮРИЙ', 'ГЛЕБ', 'ОЛЕГ', 'ТИМОФЕЙ', 'ЯКОВ'] as const
const patronymics = ['ИВАНОВИЧ', 'ПЕТРОВИЧ', 'ЮРЬЕВИЧ', 'ИЛЬИЧ', 'ОЛЕГОВИЧ', 'АЛЕКСАНДРОВИЧ', ''] as const

export function inventPerson(random: Random): CodedPerson {
  const familyName = random.pick(familyNames)
  const givenName = random.pick(givenNames)
  const patronymic = random.pick(patronymics)
  const birthDate = `${1930 + random.below(90)}-${twoDigits(1 + random.below(12))}-${twoDigits(1 + random.below(28))}`
  const enp = encodeEnp({ region: '00', birthDate, sex: 'male', serial: random.below(100_000) })
  const policy = encodePolicyBarcode({
    type: random.unit() < 0.8 ? 2 : 1,
    enp,
    familyName,
    givenName,
    patronymic,
    sex: 'male',
    birthDate,
    expires: random.unit() < 0.8 ? null : '2030-12-31',
    insurerOgrn: '1000000000000',
    okato: '45000',
  })
  // The real signature differs from policy to policy; a constant one would make all symbols alike in half of their rows.
  for (let index = 66; index < policy.length; index++) policy[index] = random.below(256)
  return { enp, familyName, givenName, patronymic, policy }
}

/** What a code of the format carries when it belongs to this person. */
export function contentFor(format: CodeFormat, person: CodedPerson, random: Random): string | Uint8Array {
  if (format === 'PDF417' || format === 'CompactPDF417') return person.policy
  if (format === 'EAN13') return inventEan(random)
  if (format !== 'QRCode') return person.enp
  const writing = random.unit()
  if (writing < 0.5) return person.enp
  return writing < 0.75 ? `https://polis.invalid/show?n=${person.enp}` : `{"enp":"${person.enp}","kind":"oms"}`
}

/** 13 digits with the check digit; the prefix 2 marks numbers that a shop gives itself. */
export function inventEan(random: Random): string {
  const first12 = `2${Array.from({ length: 11 }, () => String(random.below(10))).join('')}`
  let sum = 0
  for (let place = 0; place < 12; place++) sum += Number(first12[place]) * (place % 2 === 0 ? 1 : 3)
  return `${first12}${(10 - (sum % 10)) % 10}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

import { encodeEnp } from '../../../src-shared/policy/enp.ts'

/** The 24 values of a row of attached people in their order, for a person of an invented region. */
export interface AttachedRow {
  readonly serial?: number
  readonly enp?: string
  readonly familyName?: string
  readonly birthDate?: string
  readonly document?: string
  readonly from?: string
  readonly to?: string
  readonly area?: string
}

/** A row as the published layout has it. */
export function attachedRow({
  serial = 1,
  birthDate = '1985-03-15',
  enp = encodeEnp({ region: '00', birthDate, sex: 'male', serial }),
  familyName = 'ИВАНОВ',
  document = `00 00 № ${String(serial).padStart(6, '0')}`,
  from = '20200201',
  to = '',
  area = '12',
}: AttachedRow): string {
  const cells = [
    'Р',
    'П',
    '',
    enp,
    familyName,
    'ИВАН',
    'ИВАНОВИЧ',
    birthDate.replaceAll('-', ''),
    'Г. ПРИМЕРОВ',
    '14',
    document,
    '20050401',
  ]
  const rest = ['ОВД', '', '000001', '2', '', from, to, '', '0', area, '', '1']
  return [...cells, ...rest].map((cell) => `"${cell}"`).join(';')
}

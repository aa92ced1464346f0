import type { Attachment } from '../../../src-shared/register/person.ts'
import type { Random } from './random.ts'
import { dateText, dayNumberOf, type DayNumber } from './days.ts'

/** The clinic whose desk the demo is made for. */
export const DEMO_CLINIC_CODE = '000001'
const CLINICS = 12
const EARLIEST = dayNumberOf(2013, 1, 1)

/** Attachments of one person: therapeutic to this clinic, to another or to none, and other profiles beside it. */
export function drawAttachments(random: Random, birth: DayNumber, today: DayNumber, womanOfAge: boolean): Attachment[] {
  const list: Attachment[] = []
  if (random.chance(0.08)) return list
  const first = Math.max(birth, EARLIEST)
  const from = random.between(Math.min(first, today), today)
  const clinicCode = drawClinic(random)
  if (from - first > 700 && random.chance(0.15)) {
    const before = random.between(first, from - 2)
    list.push(attachment('1', drawClinic(random), random, before, from - 1))
  }
  list.push(attachment('1', clinicCode, random, from))
  if (womanOfAge && random.chance(0.5)) list.push(attachment('2', clinicCode, random, from))
  if (random.chance(0.2)) list.push(attachment('3', drawClinic(random), random, random.between(from, today)))
  if (random.chance(0.03)) list.push(attachment('5', clinicCode, random, from))
  return list
}

/** An attachment in force, or one that ended on the day `to`. */
function attachment(areaType: string, clinicCode: string, random: Random, from: DayNumber, to: DayNumber | null = null): Attachment {
  return {
    areaType,
    clinicCode,
    area: areaType === '1' ? String(random.between(1, 48)) : null,
    from: dateText(from),
    to: to === null ? null : dateText(to),
    status: to === null ? (random.chance(0.7) ? 'ДПП' : 'ДВП') : 'НСМ',
  }
}

function drawClinic(random: Random): string {
  if (random.chance(0.45)) return DEMO_CLINIC_CODE
  return String(random.between(2, CLINICS)).padStart(6, '0')
}

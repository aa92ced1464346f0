import type { Policy } from '../../../src-shared/register/person.ts'
import type { Random } from './random.ts'
import { dateText, dayNumber, dayNumberOf, type DayNumber } from './days.ts'
import { CLOSED_INSURER, drawInsurer, drawPrintedInsurer } from './insurers.ts'
import type { Numbers } from './numbers.ts'

const FIRST_OLD_STYLE = dayNumberOf(1998, 1, 1)
const FIRST_UNIFIED = dayNumberOf(2011, 5, 1)
const FIRST_CARDS = dayNumberOf(2012, 8, 1)
const FIRST_UEK = dayNumberOf(2013, 1, 1)
const LAST_UEK = dayNumberOf(2016, 12, 31)
const FIRST_DIGITAL = dayNumberOf(2022, 12, 1)
const DAYS_TO_REGISTER = 12
const CERTIFICATE_DAYS = 45

/** Policies of a citizen on `today`, the replaced ones too, oldest first. Empty for the few who have none. */
export function citizenPolicies(random: Random, enp: string, birth: DayNumber, today: DayNumber, numbers: Numbers): Policy[] {
  if (random.chance(0.003)) return []
  const start = Math.min(today, birth + random.between(2, DAYS_TO_REGISTER))
  const current = currentPolicy(random, enp, start, today, numbers)
  const firstDay = Math.max(start, FIRST_OLD_STYLE)
  if (current.type === 'С' || dayNumber(current.from) - firstDay < 400 || !random.chance(0.3)) return [current]
  return [replacedPolicy(random, enp, firstDay, dayNumber(current.from), numbers), current]
}

/** The policy of somebody who may stay until a day: it always has an end. */
export function foreignPolicies(random: Random, enp: string, from: DayNumber, until: DayNumber, today: DayNumber): Policy[] {
  const begun = Math.min(today, from + random.between(3, 30))
  const policy = unified(random, from < FIRST_DIGITAL ? 'П' : 'Ц', enp, begun)
  if (until >= today) return [{ ...policy, to: dateText(until) }]
  const status = ['НСД', 'НСД', 'НСД', 'НАЖ', 'НВР', 'НУБ'][random.below(6)] ?? 'НСД'
  return [{ ...policy, to: dateText(Math.max(begun, until)), status }]
}

/** A policy that is found by the ENP, or under a number of its own, with the insurer drawn. */
export function unified(random: Random, type: string, enp: string, from: DayNumber, number: string | null = null): Policy {
  const insurer = drawInsurer(random)
  const printed = type === 'П' || type === 'Э' || type === 'К'
  return {
    type,
    status: 'ДПП',
    enp,
    series: null,
    number,
    from: dateText(from),
    to: null,
    certificateTo: null,
    insurer,
    printedInsurer: printed ? drawPrintedInsurer(random, insurer) : null,
  }
}

/** Draws among the kinds that somebody registered since `start` can have; shares are in thousandths. */
function currentPolicy(random: Random, enp: string, start: DayNumber, today: DayNumber, numbers: Numbers): Policy {
  const share = random.below(1000)
  const status = random.chance(0.004) ? 'ДНП' : 'ДПП'
  if (share < 20 && start < FIRST_UNIFIED - 30) {
    return oldStyle(random, random.between(Math.max(start, FIRST_OLD_STYLE), FIRST_UNIFIED - 1), numbers)
  }
  if (share < 24) return certificate(random, share < 22 ? 'В' : 'Е', enp, Math.max(start, today - random.between(1, 25)), numbers)
  if (share < 28) {
    const from = Math.max(start, today - random.below(300))
    return { ...unified(random, share < 27 ? 'Х' : 'М', enp, from), to: dateText(from + 365) }
  }
  if (share < 31 && start < LAST_UEK) {
    return unified(random, 'К', enp, random.between(Math.max(start, FIRST_UEK), LAST_UEK), `00000${numbers.nineDigits()}`)
  }
  if (start >= FIRST_DIGITAL) return { ...unified(random, 'Ц', enp, start), status }
  if (share < 380) return { ...unified(random, 'Ц', enp, random.between(FIRST_DIGITAL, Math.max(FIRST_DIGITAL, today))), status }
  if (share < 530) return { ...unified(random, 'Э', enp, random.between(Math.max(start, FIRST_CARDS), FIRST_DIGITAL - 1)), status }
  return { ...unified(random, 'П', enp, random.between(Math.max(start, FIRST_UNIFIED), FIRST_DIGITAL - 1)), status }
}

function oldStyle(random: Random, from: DayNumber, numbers: Numbers): Policy {
  const insurer = drawInsurer(random)
  return {
    type: 'С',
    status: 'ДПП',
    enp: null,
    series: '000000',
    number: `0${numbers.nineDigits()}`,
    from: dateText(from),
    to: null,
    certificateTo: null,
    insurer,
    printedInsurer: random.chance(0.5) ? CLOSED_INSURER : insurer,
  }
}

function certificate(random: Random, type: 'В' | 'Е', enp: string, from: DayNumber, numbers: Numbers): Policy {
  const end = dateText(from + CERTIFICATE_DAYS)
  return { ...unified(random, type, enp, from, numbers.nineDigits()), to: random.chance(0.5) ? end : null, certificateTo: end }
}

function replacedPolicy(random: Random, enp: string, start: DayNumber, replaced: DayNumber, numbers: Numbers): Policy {
  const from = random.between(start, replaced - 300)
  const type = from < FIRST_DIGITAL ? 'П' : 'Ц'
  const policy = from < FIRST_UNIFIED ? oldStyle(random, from, numbers) : unified(random, type, enp, from)
  // Registers often give no end for a replaced policy.
  return { ...policy, status: 'НАП', to: random.chance(0.5) ? dateText(replaced - 1) : null }
}

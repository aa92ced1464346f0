import type { Insurer } from '../../../src-shared/register/person.ts'
import type { Random } from './random.ts'
import { addYears, dateText, type DayNumber } from './days.ts'

/** The insurer that stopped two years before the demo day; it stands only on old policies. */
export const CLOSED_INSURER = '00006'
const OPEN_INSURERS = ['00001', '00001', '00001', '00002', '00002', '00003', '00004', '00005'] as const

/** The insurers of the demo region: invented names, hot lines that nobody answers. */
export function demoInsurers(today: DayNumber): readonly Insurer[] {
  const open = ['Пример-Мед', 'Образец-Здоровье', 'Учебная страховая компания', 'Тренажёр-М', 'Демонстрация-ОМС']
  return [
    ...open.map((name, index) => ({
      code: `0000${index + 1}`,
      name: `ООО «${name}»`,
      hotLine: `8 800 000-00-0${index + 1}`,
      closedOn: null,
    })),
    { code: CLOSED_INSURER, name: 'АО «Черновик-Мед»', hotLine: null, closedOn: dateText(addYears(today, -2)) },
  ]
}

/** An insurer still at work; the first ones have more people. */
export function drawInsurer(random: Random): string {
  return OPEN_INSURERS[random.below(OPEN_INSURERS.length)] ?? '00001'
}

/** The insurer printed on a blank or card: now and then not the one that insures today. */
export function drawPrintedInsurer(random: Random, insurer: string): string {
  if (!random.chance(0.07)) return insurer
  return random.chance(0.4) ? CLOSED_INSURER : drawInsurer(random)
}

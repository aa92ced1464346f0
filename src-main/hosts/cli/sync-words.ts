import type { Language } from '../../../src-shared/coverage/verdict.ts'
import type { RunEntry, RunOutcome } from '../../../src-shared/feed/run-outcome.ts'

/** One line about a run, for an administrator at the command line; the screen has words of its own for receptionists. */
export function syncWords({ outcome, to, rows }: RunEntry, language: Language): string {
  const words = WORDS[outcome.kind][language === 'ru' ? 0 : 1]
  return words
    .replace('{sequence}', String(to?.sequence ?? '–'))
    .replace('{added}', String(rows.added))
    .replace('{changed}', String(rows.changed))
    .replace('{removed}', String(rows.removed))
    .replace('{detail}', detailOf(outcome))
}

function detailOf(outcome: RunOutcome): string {
  if (outcome.kind === 'refused') return `${outcome.because}${outcome.cause === '' ? '' : `: ${outcome.cause}`}`
  if (outcome.kind === 'held') return outcome.brakes.map(({ brake, before, after }) => `${brake} ${before} → ${after}`).join(', ')
  if (outcome.kind === 'station-failed') return `${outcome.code}${outcome.cause === '' ? '' : ` (${outcome.cause})`}`
  if (outcome.kind === 'clock-wrong') return `${outcome.clock} / ${outcome.trustedTime}`
  if (outcome.kind === 'publisher-frozen') return outcome.asOf ?? '–'
  return ''
}

const WORDS: Readonly<Record<RunOutcome['kind'], readonly [ru: string, en: string]>> = {
  updated: [
    'Регистр обновлён до № {sequence}: новых {added}, изменено {changed}, ушло {removed}.',
    'The register is at number {sequence}: {added} new, {changed} changed, {removed} gone.',
  ],
  unchanged: ['Нового нет: у издателя тот же № {sequence}.', 'Nothing new: the publisher is at the same number {sequence}.'],
  'stays-returned': [
    'Администратор вернулся от № {sequence}; взять снова: desk sync --again.',
    'An administrator went back from number {sequence}; to take it again: desk sync --again.',
  ],
  'publisher-frozen': [
    'Связь есть, но издатель не обновлял (данные на {detail}). Спросите издателя.',
    'The source answers, but the publisher has not updated (data of {detail}). Ask the publisher.',
  ],
  'no-source': [
    'Нет связи ни с одним источником. Проверьте сеть и адреса (desk settings get feedSources).',
    'No source answers. Check the network and the addresses (desk settings get feedSources).',
  ],
  held: [
    'Тормоз держит № {sequence}: {detail}. Сверьте с издателем; принять: desk sync --accept ПРИЧИНА.',
    'A brake holds number {sequence}: {detail}. Compare with the publisher; to accept: desk sync --accept REASON.',
  ],
  refused: ['Данные отвергнуты ({detail}). Отвечают прежние.', 'The data are refused ({detail}). The former ones answer.'],
  'disk-full': [
    'На диске нет места. Отвечают прежние данные; освободите место и повторите.',
    'The disk is full. The former data answer; free some space and try again.',
  ],
  cancelled: ['Остановлено. Загруженное сохранено.', 'Cancelled. What was fetched is kept.'],
  'clock-wrong': [
    'Часы этого компьютера неверны ({detail}). Исправьте дату и время.',
    'The clock of this computer is wrong ({detail}). Correct date and time.',
  ],
  'station-failed': ['Не удалось на этом компьютере: {detail}.', 'It failed on this computer: {detail}.'],
}

import { addDays, epochMilliseconds, localDateTime, type Instant } from '../../src-shared/calendar.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { NextRun } from '../../src-shared/feed/follow-schedule.ts'
import { formatMoment } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'

/** From where and when the words are said. */
export interface Here {
  readonly now: Instant
  readonly timeZone: string
  readonly language: Language
}

const DAY = 86_400_000
const MINUTE = 60_000
const relativeTime = { ru: new Intl.RelativeTimeFormat('ru'), en: new Intl.RelativeTimeFormat('en') }

/** A moment near now as people say it: «сегодня ночью в 02:47», «вчера в 14:20»; further away as `20.11 02:47`. */
export function momentWords(instant: Instant, { now, timeZone, language }: Here): string {
  const words = stringsOf(language).updatesScreen.when
  const { date, time } = localDateTime(instant, timeZone)
  const today = localDateTime(now, timeZone).date
  const ahead = epochMilliseconds(instant) - epochMilliseconds(now)
  const isNight = time < '06:00'
  if (isNight && ahead > 0 && ahead < DAY) return words.tonight(time)
  if (date === today) return isNight ? words.night(time) : words.today(time)
  if (date === addDays(today, 1)) return words.tomorrow(time)
  if (date === addDays(today, -1)) return words.yesterday(time)
  return formatMoment(instant, now, timeZone, language)
}

/** When the next run begins by itself, and why where it is not the usual night: «через 10 минут, повтор после сбоя». */
export function nextRunWords({ at, why }: NextRun, here: Here): string {
  const all = stringsOf(here.language)
  const words = all.updatesScreen.update
  const ahead = epochMilliseconds(at) - epochMilliseconds(here.now)
  const when = ahead <= MINUTE ? all.updatesScreen.when.now : ahead < 60 * MINUTE ? inMinutes(ahead, here.language) : momentWords(at, here)
  return why === 'nightly' ? words.next(when) : words.nextBecause(when, all.updates.why[why])
}

function inMinutes(milliseconds: number, language: Language): string {
  return relativeTime[language].format(Math.ceil(milliseconds / MINUTE), 'minute')
}

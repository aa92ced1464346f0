import { Command, InvalidArgumentError, Option } from 'commander'
import { isCalendarDate, isInstant, isTimeZone } from '../../../src-shared/calendar.ts'
import { kindHintSchema } from '../../../src-shared/intake/item.ts'
import type { KindHint } from '../../../src-shared/intake/item.ts'

/** A verb's command: errors are thrown instead of ending the process, and nothing is printed twice. */
export function verbCommand(name: string, description: string): Command {
  return new Command(`desk ${name}`)
    .description(description)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .allowExcessArguments(false)
    .option('--verbose', 'log lines on stderr, without personal data', false)
}

export const asOption = (): Option =>
  new Option('--as <kind>', 'what the shape does not say: document:24, old-policy, temporary-certificate, uek-card; again for each --also')
    .argParser(collect(kindHint))
    .default([])
export const onOption = (): Option => new Option('--on <date>', 'day of service, YYYY-MM-DD; today by default').argParser(date)
export const nowOption = (): Option =>
  new Option('--now <instant>', 'take this instant for the clock, e.g. 2025-11-22T08:00:00Z').argParser(instant)
export const zoneOption = (): Option => new Option('--tz <zone>', 'time zone of the station, e.g. Asia/Omsk').argParser(timeZone)
export const languageOption = (): Option => new Option('--lang <language>', 'language of the texts').choices(['ru', 'en'])
export const dataOption = (): Option => new Option('--data <folder>', 'data folder; the machine-wide one by default')
export const keyFileOption = (): Option =>
  new Option('--key-file <file>', 'key file; by default under the configuration folder of the user, by the id of the data folder')

/** Parses an argument that may be given several times into a list. */
export function collect<Value>(parse: (text: string) => Value): (text: string, former: Value[] | undefined) => Value[] {
  return (text, former) => [...(former ?? []), parse(text)]
}

export function date(text: string): string {
  if (!isCalendarDate(text)) throw new InvalidArgumentError('Give an existing date as YYYY-MM-DD.')
  return text
}

export function instant(text: string): string {
  if (!isInstant(text)) throw new InvalidArgumentError('Give an instant as 2025-11-22T08:00:00Z.')
  return text
}

export function timeZone(text: string): string {
  if (!isTimeZone(text)) throw new InvalidArgumentError('Give a time zone such as Europe/Moscow.')
  return text
}

export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < from || value > to) throw new InvalidArgumentError(`Give a whole number from ${from} to ${to}.`)
    return value
  }
}

function kindHint(text: string): KindHint {
  const parsed = kindHintSchema.safeParse(text)
  if (!parsed.success) throw new InvalidArgumentError('Give document:N (an F011 number), old-policy, temporary-certificate or uek-card.')
  return parsed.data
}

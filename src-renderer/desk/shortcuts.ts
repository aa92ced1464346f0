import type { Strings } from '../ui/strings.ts'

export type ShortcutName = keyof Strings['shortcuts']['keys']

/** Keys with a fixed meaning wherever the focus is. Told apart by `KeyboardEvent.code`, so that the layout does not matter. */
export const functionKeys: Readonly<Record<string, ShortcutName>> = {
  F1: 'help',
  F2: 'camera',
  F3: 'samples',
  F4: 'more',
  F5: 'changes',
  F6: 'newborn',
  F7: 'scanner',
  F8: 'samePerson',
  F9: 'whatIsThis',
  F10: 'station',
  Escape: 'escape',
}

/** The card of keys, in reading order. */
export const shortcutCard: readonly { readonly keys: readonly string[]; readonly name: ShortcutName }[] = [
  { keys: ['Enter'], name: 'enter' },
  { keys: ['Esc'], name: 'escape' },
  { keys: ['F2'], name: 'camera' },
  { keys: ['F4'], name: 'more' },
  { keys: ['F8'], name: 'samePerson' },
  { keys: ['F9'], name: 'whatIsThis' },
  { keys: ['F6'], name: 'newborn' },
  { keys: ['1', '…', '9', '0'], name: 'digits' },
  { keys: ['Ctrl', 'Z'], name: 'undo' },
  { keys: ['Alt', '1…9, 0'], name: 'reopen' },
  { keys: ['Ctrl', 'V'], name: 'paste' },
  { keys: ['PgUp', 'PgDn'], name: 'scroll' },
  { keys: ['F5'], name: 'changes' },
  { keys: ['F1'], name: 'help' },
  { keys: ['F3'], name: 'samples' },
  { keys: ['F10'], name: 'station' },
  { keys: ['F7'], name: 'scanner' },
]

/** The place in the ribbon that Alt and a digit stand for, newest first from 0; null for another key. */
export function ribbonPlaceOf(event: Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'code'>): number | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
  if (digit === undefined || !event.altKey || event.ctrlKey || event.metaKey) return null
  return digit === '0' ? 9 : Number(digit) - 1
}

import { isTextField, type TextField } from '../ui/text-field.ts'

/** What stood in the text fields, so that what a scan wrote there before it was known as one can be taken back. */
export interface FieldMemory {
  remember(fields: readonly (Element | null)[]): void
  takeBack(): void
}

interface Kept {
  readonly field: TextField
  readonly value: string
}

/** Fields are set as by a hand, so that React hears of it. */
export function openFieldMemory(): FieldMemory {
  let kept: readonly Kept[] = []
  return {
    remember(fields) {
      kept = [...new Set(fields)].filter(isTextField).map((field) => ({ field, value: field.value }))
    },
    takeBack() {
      for (const { field, value } of kept) {
        if (!field.isConnected || field.value === value) continue
        field.setRangeText(value, 0, field.value.length, 'end')
        field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }))
      }
      kept = []
    },
  }
}

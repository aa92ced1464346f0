import { isTextField } from '../ui/text-field.ts'

/** Space and Enter work a widget that was reached by keyboard; every other letter is on its way to the box. */
export function isWidget(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, input[type="radio"], [role="option"], [role="radio"]') !== null
}

/**
 * What Enter or Space does where the focus is, to be done when the key has turned out to stand alone; null for other keys and
 * where the browser is left to do it. The desk presses by itself, because a browser would press at once.
 */
export function pressOf(event: KeyboardEvent, box: HTMLInputElement | null): (() => void) | null {
  if (event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof Element)) return null
  if (event.key === ' ') return clickOf(event.target.closest('button, input[type="radio"], [role="option"], [role="radio"]'))
  if (event.key !== 'Enter' || event.target.closest('select, summary, textarea') !== null) return null
  const field = isTextField(event.target) ? event.target : null
  if (field !== null && field !== box) return () => field.form?.requestSubmit()
  if (isWidget(event.target)) return clickOf(event.target.closest('button, a, [role="option"]'))
  return () => {
    box?.focus()
    box?.form?.requestSubmit()
  }
}

function clickOf(widget: Element | null): (() => void) | null {
  return widget instanceof HTMLElement ? () => widget.click() : null
}

import { useEffect, type RefObject } from 'react'
import { isTextField } from '../ui/text-field.ts'

/** After a click, and whenever nothing else has the focus, the box has it: the next scan finds it waiting. */
export function useFocusKeeper(box: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function afterClick(event: MouseEvent): void {
      // A click made by a key has no pointer: the focus stays where the keyboard user put it.
      if (event.detail === 0 || isField(event.target, box.current) || isSelecting()) return
      focusBox(box.current)
    }
    const whenWindowReturns = () => takeLostFocus(box.current)
    window.addEventListener('click', afterClick)
    window.addEventListener('focus', whenWindowReturns)
    return () => {
      window.removeEventListener('click', afterClick)
      window.removeEventListener('focus', whenWindowReturns)
    }
  }, [box])

  // After every drawing: what had the focus may have left the screen with it.
  useEffect(() => takeLostFocus(box.current))
}

function takeLostFocus(box: HTMLInputElement | null): void {
  if ((document.activeElement === null || document.activeElement === document.body) && !isSelecting()) focusBox(box)
}

function focusBox(box: HTMLInputElement | null): void {
  box?.focus({ preventScroll: true })
}

function isField(target: EventTarget | null, box: HTMLInputElement | null): boolean {
  return target !== box && (isTextField(target) || (target instanceof Element && target.closest('label') !== null))
}

/** Somebody marks a number to copy it. */
function isSelecting(): boolean {
  return (window.getSelection()?.toString() ?? '') !== ''
}

import { useEffect, useState, type RefObject } from 'react'
import { isTextField } from '../ui/text-field.ts'
import { useLatest } from '../ui/use-latest.ts'

interface PasteAndDropProperties {
  readonly box: RefObject<HTMLInputElement | null>
  readonly onText: (text: string) => void
  readonly onPicture: (file: Blob) => void
}

/** Text and pictures that are pasted or dropped anywhere on the window. Returns true while something hovers over it. */
export function usePasteAndDrop(properties: PasteAndDropProperties): boolean {
  const [isHovering, setIsHovering] = useState(false)
  const latest = useLatest(properties)

  useEffect(() => {
    function onPaste(event: ClipboardEvent): void {
      const { box, onText, onPicture } = latest.current
      const picture = pictureIn(event.clipboardData)
      if (picture !== null) {
        event.preventDefault()
        onPicture(picture)
        return
      }
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (event.target === box.current && !/[\r\n]/.test(text.trim())) return
      if (isTextField(event.target) && event.target !== box.current) return
      event.preventDefault()
      onText(inOneLine(text))
      box.current?.focus()
    }

    function onDragOver(event: DragEvent): void {
      setIsHovering(!isForOther(event.target))
      if (isForOther(event.target)) return
      event.preventDefault()
    }

    function onDragLeave(event: DragEvent): void {
      if (event.relatedTarget === null) setIsHovering(false)
    }

    function onDrop(event: DragEvent): void {
      setIsHovering(false)
      if (isForOther(event.target)) return
      event.preventDefault()
      const { box, onText, onPicture } = latest.current
      const picture = pictureIn(event.dataTransfer)
      if (picture !== null) onPicture(picture)
      else onText(inOneLine(event.dataTransfer?.getData('text/plain') ?? ''))
      box.current?.focus()
    }

    window.addEventListener('paste', onPaste, { capture: true })
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('dragleave', onDragLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('paste', onPaste, { capture: true })
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('dragleave', onDragLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [latest])
  return isHovering
}

/** A place that takes files of its own kind. */
function isForOther(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-takes-files]') !== null
}

/** The first file, whatever it calls itself: the decoder says whether it is a picture. Else a picture dragged from a page. */
function pictureIn(transfer: DataTransfer | null): Blob | null {
  const [file] = transfer?.files ?? []
  return file ?? drawingIn(transfer?.getData('text/uri-list') ?? '')
}

function drawingIn(address: string): Blob | null {
  const drawing = /^data:image\/svg\+xml,(.+)$/s.exec(address)?.[1]
  return drawing === undefined ? null : new Blob([decodeURIComponent(drawing)], { type: 'image/svg+xml' })
}

/** The two lines of a passport's machine-readable zone follow each other without a space. */
function inOneLine(text: string): string {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.join(lines.some((line) => line.includes('<')) ? '' : ' ')
}

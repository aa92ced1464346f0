/** A field whose letters are its own: they do not go to the box. */
export type TextField = HTMLInputElement | HTMLTextAreaElement

/** Fields for a passphrase are among them: what is typed there must never stand readable in the box. */
export function isTextField(target: EventTarget | null): target is TextField {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && (target.type === 'text' || target.type === 'password')
}

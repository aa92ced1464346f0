// Shown only by the desktop program, before the desk, where the key store of the computer protects nothing.
const form = document.querySelector('form')
const input = document.querySelector('input')
const wrong = document.querySelector<HTMLElement>('#wrong')

if (wrong !== null) wrong.hidden = window.location.hash !== '#again'

form?.addEventListener('submit', (event) => {
  event.preventDefault()
  void window.bridge?.call('passphrase', input?.value ?? '')
})

import { covered, scene, pictured, type Scene } from './scene.ts'
import type { ShowcasePeople, ShowcaseRole } from './showcase-people.ts'
import { barcodeHex } from './showcase-shown.ts'

/** What is scanned as a picture. */
export function scannedScenes(people: ShowcasePeople): readonly Scene[] {
  const enp = (role: ShowcaseRole) => people[role].enp ?? ''

  return [
    pictured(
      'PDF417',
      covered('paper-policy', 'Бумажный полис', 'Paper policy', ['paper'], 'paper-policy', { text: barcodeHex(people.paper, 2) }),
    ),
    pictured(
      'PDF417',
      covered('paper-policy-type-01', 'Бумажный полис, старый код (01)', 'Paper policy, older code (01)', ['paperFirst'], 'paper-policy', {
        text: barcodeHex(people.paperFirst, 1),
      }),
    ),
    pictured(
      'PDF417',
      covered('long-name', 'Бумажный полис, очень длинное имя', 'Paper policy, a very long name', ['longName'], 'paper-policy', {
        text: barcodeHex(people.longName, 2),
      }),
    ),
    pictured(
      'PDF417',
      scene('married-name', 'Полис на девичью фамилию', 'Policy under the maiden name', ['married'], ['needs-a-look', 'surname-changed'], {
        text: barcodeHex({ ...people.married, familyName: 'ЛАРИНА' }, 2),
      }),
    ),
    pictured(
      'QRCode',
      covered('digital-policy', 'Цифровой полис, QR с номером', 'Digital policy, QR with the number', ['digital'], 'digital-policy', {
        text: enp('digital'),
      }),
    ),
    pictured(
      'Code128',
      covered('card-policy', 'Пластиковая карта, номер полиса', 'Plastic card, policy number', ['card'], 'card-policy', {
        text: enp('card'),
      }),
    ),
    pictured(
      'QRCode',
      scene(
        'link-with-number',
        'QR со ссылкой: номер надо подтвердить',
        'QR with a link: the number must be confirmed',
        ['digital'],
        ['not-checked', 'input-ambiguous'],
        { text: `https://polis.invalid/show?n=${enp('digital')}` },
      ),
    ),
    pictured(
      'QRCode',
      scene('not-a-policy', 'QR из рекламы', 'QR of an advertisement', [], ['not-checked', 'not-a-policy-code'], {
        text: 'https://shop.invalid/sale?code=42',
      }),
    ),
  ]
}

import { faultsOfAccess, faultsOfLayout } from './desk/looks.ts'
import { NOW } from './desk/moments.ts'
import { watchPage } from './desk/page-watch.ts'
import { expect, preparePage, test } from './desk/test.ts'

/** What every other test relies on: faults that are planted are seen. */
test('a violated policy, another host and an error of the page are noticed', async ({ page, context, host }) => {
  const { address } = await host.ask('open', { register: 'demo', now: NOW, settings: {} })
  const complaints = watchPage(page, new URL(address).origin, null)
  await preparePage(page, context, NOW)
  await page.goto(address)
  await expect(page.getByTestId('box')).toBeFocused()
  expect(complaints()).toEqual([])

  await page.evaluate(() => document.body.setAttribute('style', 'color: red'))
  await expect.poll(() => complaints().join('\n')).toContain('policy violated: style-src-attr')
  await expect.poll(async () => (await host.ask('errors', null)).map(({ event }) => event)).toContain('csp-violation')

  await page.evaluate(() => {
    const picture = new Image()
    picture.src = 'http://localhost:9/other.png'
  })
  await expect.poll(() => complaints().join('\n')).toContain('policy violated: img-src http://localhost:9/other.png')

  await page.evaluate(() => void Promise.reject(new Error('planted')))
  await expect.poll(() => complaints().join('\n')).toContain('page error: planted')
  await host.ask('close', null)
})

test('text that is cut, beyond the edge or covered is noticed', async ({ desk }) => {
  expect(await faultsOfLayout(desk.page)).toEqual([])
  await desk.page.evaluate(() => {
    const planted: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['cut', { left: '10px', width: '60px', overflow: 'hidden', zIndex: '9' }],
      ['outside', { left: '1300px' }],
      ['covered', { left: '400px', top: '300px', zIndex: '-1' }],
    ]
    for (const [name, declarations] of planted) {
      const element = document.createElement('p')
      element.textContent = `${name} ${'text '.repeat(20)}`
      Object.assign(element.style, { position: 'fixed', top: '100px', whiteSpace: 'nowrap', ...declarations })
      document.body.append(element)
    }
  })
  const faults = (await faultsOfLayout(desk.page)).join('\n')
  expect(faults).toMatch(/cut: .*cut text/)
  expect(faults).toMatch(/beyond the edge: .*outside text/)
  expect(faults).toMatch(/out of sight: .*covered text/)
})

test('what axe has to find is found, also when it is asked again', async ({ desk }) => {
  expect(await faultsOfAccess(desk.page)).toEqual([])
  await desk.page.evaluate(() => {
    const picture = new Image()
    const pale = document.createElement('p')
    pale.textContent = 'pale words'
    Object.assign(pale.style, { color: '#ddd', background: '#fff' })
    document.querySelector('main')?.append(picture, pale)
  })
  const faults = (await faultsOfAccess(desk.page)).join('\n')
  expect(faults).toContain('image-alt')
  expect(faults).toContain('color-contrast')
})

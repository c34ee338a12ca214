import { describe, expect, it } from 'vitest'
import { clockOf, minutesOf, plainForm, scriptLine } from './snippet'

describe('what is put on a site', () => {
  it('is one line with the key', () => expect(scriptLine('https://g.example', 'abc')).toBe('<script src="https://g.example/widget/abc.js" async></script>'))
  it('is a form with the fields that the server reads', () => {
    const text = plainForm('https://g.example', 'abc', 'uk', { name: 'Ім’я', number: 'Телефон', button: 'Надіслати' })
    for (const field of ['name="name"', 'name="number"', 'name="website"', 'name="lang"', 'value="uk"', '/widget/abc/requests']) expect(text).toContain(field)
  })
  it('has hours that go there and back', () => {
    expect([clockOf(540, false), minutesOf('09:00'), clockOf(0, true), minutesOf('')]).toEqual(['09:00', 540, '', 0])
  })
})

/** The signals of a signature for the review, none of which refuses it. */
import { beforeAll, describe, expect, test, vi } from 'vitest'

import type { SignatureMessage } from '../../schema/message.ts'
import { isAbusiveName } from '../../src/intake/signals/abusive-name.ts'
import { disposableTable, isDisposable } from '../../src/intake/signals/disposable.ts'
import { renderTimeKeys, renderTimeSignal, signRenderTime } from '../../src/intake/signals/render-time.ts'
import { RENDERED_MAX_AGE_MS, RENDERED_MAX_CHARS, RENDERED_MIN_AGE_MS } from '../../src/limits.ts'
import disposableDomains from '../../dist/disposable-domains.bin'
import { fetchEdge, jsonPost, recordingQueue, solve, startPetition, type TestPetition, unique } from './fixtures.ts'

const renderedOf = async (slug: string): Promise<string> => {
  const html = await (await fetchEdge(`/en/p/${slug}`)).text()
  return /name="rendered" value="([^"]+)"/.exec(html)?.[1] ?? ''
}

/** The review's facts of a signature with these fields; it is accepted, whatever they are. */
async function reviewOf(petition: TestPetition, fields: Record<string, unknown>): Promise<SignatureMessage['review']> {
  const { queue, sent } = recordingQueue()
  const form = {
    name: 'Ada Example',
    email: `${unique('s')}@example.org`,
    proof: await solve(petition.slug),
    ...fields,
  }
  const response = await fetchEdge(
    `/api/petitions/${petition.slug}/signatures`,
    jsonPost(form, { 'cf-connecting-ip': `2001:db8:${(++host).toString(16)}::1` }),
    { SIGNATURES: queue },
  )
  expect(response.status).toBe(202)
  const [message] = sent
  if (message === undefined) throw new Error('nothing was sent')
  return message.review
}
let host = 0

describe('a signature', () => {
  test('from a person has no signals', async () => {
    const petition = await startPetition()
    const rendered = await renderedOf(petition.slug)
    vi.useFakeTimers({ now: Date.now() + RENDERED_MIN_AGE_MS, toFake: ['Date'] })
    expect(await reviewOf(petition, { rendered })).toMatchObject({ signals: [], disposable: false })
    vi.useRealTimers()
  })

  test('sent at once after its page was rendered is too fast', async () => {
    const petition = await startPetition()
    vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] })
    expect((await reviewOf(petition, { rendered: await renderedOf(petition.slug) })).signals).toEqual(['too-fast'])
    vi.useRealTimers()
  })

  test('with the trap field filled in is accepted, with a signal for the review', async () => {
    const petition = await startPetition()
    expect((await reviewOf(petition, { website: 'https://spam.test' })).signals).toEqual(['trap', 'no-render-time'])
  })

  test('with an insult as the name is accepted, with a signal for the review', async () => {
    const petition = await startPetition()
    expect((await reviewOf(petition, { name: 'Путин Хуйло' })).signals).toEqual(['no-render-time', 'abusive-name'])
  })

  test('with a disposable email address is accepted, with a signal for the review', async () => {
    const petition = await startPetition()
    expect((await reviewOf(petition, { email: 'someone@inbox.Mailinator.com' })).disposable).toBe(true)
  })
})

describe('the rendering time in the form', () => {
  let keys: CryptoKey[]
  beforeAll(async () => {
    keys = await renderTimeKeys(['one-master-key', 'an-older-one'])
  })
  const AT = 1_764_000_000_000
  const later = AT + RENDERED_MIN_AGE_MS

  test('is short, and the same every time for the same page', async () => {
    const rendered = await signRenderTime('p', AT, keys)
    expect(rendered.length).toBeLessThanOrEqual(RENDERED_MAX_CHARS)
    expect(rendered).toBe(await signRenderTime('p', AT, keys))
    expect(await renderTimeSignal(rendered, 'p', later, keys)).toBeNull()
  })

  test('is valid for one petition, and for a day', async () => {
    const rendered = await signRenderTime('p', AT, keys)
    expect(await renderTimeSignal(rendered, 'q', later, keys)).toBe('no-render-time')
    expect(await renderTimeSignal(rendered, 'p', AT + RENDERED_MAX_AGE_MS, keys)).toBeNull()
    expect(await renderTimeSignal(rendered, 'p', AT + RENDERED_MAX_AGE_MS + 1, keys)).toBe('no-render-time')
    expect(await renderTimeSignal(rendered, 'p', later - 1, keys)).toBe('too-fast')
  })

  test('cannot be forged or moved to another petition', async () => {
    const [, mac = ''] = (await signRenderTime('p', AT, keys)).split('.')
    const moved = `${(AT - 60_000).toString(36)}.${mac}`
    for (const rendered of [undefined, '', '.', 'x', moved, `${AT}.${mac}`, `${AT.toString(36)}.`, `${moved}x`]) {
      expect(await renderTimeSignal(rendered, 'p', later, keys)).toBe('no-render-time')
    }
  })

  test('is valid under a rotated key that is still listed, and under no other', async () => {
    const [first, older] = keys
    if (first === undefined || older === undefined) throw new Error('two keys were made')
    const rendered = await signRenderTime('p', AT, [older])
    expect(await renderTimeSignal(rendered, 'p', later, [first, older])).toBeNull()
    expect(await renderTimeSignal(rendered, 'p', later, [first])).toBe('no-render-time')
  })
})

describe('an insult in place of a name', () => {
  test.each(
    [
      'Fuck You|fuuuuuck|F.U.C.K.|f u c k|ｆｕｃｋ|fück|FUСK with a Cyrillic С|b1tch|@sshole',
      'хуй|ХУЙЛО|Путин хуйло|xyй|пи3да|Дядя Пидор|Блядь|підорас|kurwa|Khuilo',
      'Hijo de Puta|gilipollas|Fils de Pute|enculé|ENCULÉ|Hurensohn|Arschlöcher|Scheiße',
      'orospu çocuğu|siktir git|Orospu|merde connard|son of a bitch|Fucks|Mary Fück5|Twattt',
    ].flatMap((line) => line.split('|')),
  )('%s is recognised', (name) => {
    expect(isAbusiveName(name)).toBe(true)
  })

  test.each(
    [
      'Dick Cheney|Cockburn|Wang|Владимир Путин|Титов|Scunthorpe|Kunt|Nguyễn Thị Bích Phúc',
      'Fuk Kok|Gay Talese|Fanny Hill|Adolf Fick|Ludwig von Ficker|Martin Půta|Shittu|Assange',
      'Wilhelm Fucks|Mary Twatt|Ana Buceta|Сукачёв|Мудрак|Хуэй|Хуторской|Херсонский|Блинов|Говорухин',
      'Suka Tanaka|Amina Koyim|J. R. R. T.|Dick|Cummings|Titta|Analía|Semenov|程明轩|🌻|❤️‍🔥 Ada',
    ].flatMap((line) => line.split('|')),
  )('%s is accepted as a name', (name) => {
    expect(isAbusiveName(name)).toBe(false)
  })
})

describe('disposable domains', () => {
  const table = disposableTable(disposableDomains)

  test.each(['mailinator.com', 'eu.mailinator.com', 'a.b.yopmail.com', 'guerrillamail.com', '10minutemail.com'])(
    '%s is one',
    async (domain) => {
      expect(await isDisposable(domain, table)).toBe(true)
    },
  )

  test.each(
    [
      'gmail.com|mail.ru|yandex.ru|proton.me|riseup.net|ukr.net|example.org|xn--e1afmkfd.test',
      // Relays, which somebody who has to be careful has reason to use; and names under which anybody may register.
      'duck.com|mozmail.com|simplelogin.com|passmail.net|somebody.pp.ua|mailinator.example.org|com',
    ].flatMap((line) => line.split('|')),
  )('%s is not', async (domain) => {
    expect(await isDisposable(domain, table)).toBe(false)
  })
})

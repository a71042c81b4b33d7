/**
 * `<petition-counter petition="slug">`: the live count of a petition on any site. The light DOM is the fallback: what
 * stands between the tags is shown until there is a true number, and whenever there is none.
 */

interface Words {
  signed: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }
  sign: string
  closed: string
}

const ENGLISH: Words = { signed: { one: 'signature', other: 'signatures' }, sign: 'Sign', closed: 'Closed' }
const WORDS: Record<string, Words> = {
  en: ENGLISH,
  ru: {
    signed: { one: 'подпись', few: 'подписи', many: 'подписей', other: 'подписи' },
    sign: 'Подписать',
    closed: 'Закрыта',
  },
}

const POLL_MS = 10_000
const POLL_MAX_MS = 300_000

interface Parts {
  number: HTMLElement
  noun: HTMLElement
  bar: HTMLProgressElement
  link: HTMLAnchorElement
  closed: HTMLElement
}

interface Count {
  count: number
  goal: number | null
  state: string
}

const STYLES = `[hidden]{display:none!important}
:host{display:inline-block;font:16px/1.4 system-ui,sans-serif;min-width:14em}
div{display:grid;gap:.4em;padding:1em 1.2em;border:1px solid color-mix(in srgb,currentColor 25%,transparent);border-radius:12px}
b{font-size:2em;line-height:1.1;font-variant-numeric:tabular-nums}
progress{width:100%;height:.5em;accent-color:var(--petition-accent,#a8230f)}
a{justify-self:start;padding:.5em 1em;border-radius:8px;background:var(--petition-accent,#a8230f);color:#fff;font-weight:600;text-decoration:none}`

export class PetitionCounter extends HTMLElement {
  static readonly observedAttributes = ['petition', 'lang']

  /** Where the script came from is where the petition is; a site of its own may set another. */
  static origin = new URL(import.meta.url).origin

  #timer: ReturnType<typeof setTimeout> | undefined
  #started = false
  #failures = 0
  #parts: Parts | undefined

  connectedCallback(): void {
    this.#started = true
    document.addEventListener('visibilitychange', this.#refresh)
    this.#refresh()
  }

  disconnectedCallback(): void {
    this.#started = false
    document.removeEventListener('visibilitychange', this.#refresh)
    clearTimeout(this.#timer)
  }

  attributeChangedCallback(): void {
    // Not for the attributes that it begins with: those are told one by one, before it is connected.
    if (this.#started) this.#refresh()
  }

  /** Reads the count now, and again later for as long as somebody can see it. */
  readonly #refresh = (): void => {
    clearTimeout(this.#timer)
    const petition = this.getAttribute('petition')
    if (petition === null || document.hidden) return
    void this.#read(petition).then((ok) => {
      this.#failures = ok ? 0 : this.#failures + 1
      // Jitter keeps a million pages that were opened together from asking together.
      const wait = Math.min(POLL_MS * 2 ** this.#failures, POLL_MAX_MS) * (0.8 + 0.4 * Math.random())
      if (this.isConnected) this.#timer = setTimeout(this.#refresh, wait)
    })
  }

  /** False when there is no true number to show: then what is shown stays. */
  async #read(petition: string): Promise<boolean> {
    try {
      const url = `${PetitionCounter.origin}/api/petitions/${encodeURIComponent(petition)}/count`
      // Asks the server each time, by ETag: the browser's own cache may serve a minute-old count while it revalidates.
      const response = await fetch(url, { cache: 'no-cache' })
      const answer: Count = await response.json()
      if (!response.ok || !Number.isInteger(answer.count)) return false
      this.#render(petition, answer)
      return true
    } catch {
      return false
    }
  }

  #render(petition: string, { count, goal, state }: Count): void {
    const { lang, words } = wordsFor(this.lang || document.documentElement.lang)
    const format = new Intl.NumberFormat(lang)
    const open = state === 'open'
    const { number, noun, bar, link, closed } = (this.#parts ??= this.#build())
    number.textContent = format.format(count)
    noun.textContent = ` ${words.signed[new Intl.PluralRules(lang).select(count)] ?? words.signed.other}`
    bar.hidden = !open || goal === null
    bar.max = goal ?? 1
    bar.value = count
    bar.ariaLabel = goal === null ? null : format.format(goal)
    link.hidden = !open
    link.href = `${PetitionCounter.origin}/p/${encodeURIComponent(petition)}`
    link.textContent = words.sign
    closed.hidden = open
    closed.textContent = words.closed
    this.dispatchEvent(
      new CustomEvent('petition-count', { bubbles: true, composed: true, detail: { count, goal, state } }),
    )
  }

  /** Once: later answers change texts, not nodes, so that nobody loses their focus to a poll. */
  #build(): Parts {
    const root = this.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLES)
    root.adoptedStyleSheets = [sheet]
    const box = root.appendChild(document.createElement('div'))
    const line = box.appendChild(document.createElement('span'))
    const number = line.appendChild(document.createElement('b'))
    const noun = line.appendChild(document.createElement('span'))
    const bar = box.appendChild(document.createElement('progress'))
    const link = box.appendChild(document.createElement('a'))
    link.target = '_blank'
    link.rel = 'noopener'
    const closed = box.appendChild(document.createElement('span'))
    return { number, noun, bar, link, closed }
  }
}

/** A language that the words are not in gets English ones, and their rules; its own number format would not match them. */
function wordsFor(tag: string): { lang: string; words: Words } {
  const lang = tag.split(/[-_]/, 1)[0]?.toLowerCase() ?? ''
  const words = Object.hasOwn(WORDS, lang) ? WORDS[lang] : undefined
  return words === undefined ? { lang: 'en', words: ENGLISH } : { lang, words }
}

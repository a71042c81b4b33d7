/**
 * `<petition-counter petition="slug">`: the live count of a petition on any site. The light DOM is the fallback: the content
 * between the tags is shown until a count has loaded.
 */
import { poll } from './poll.ts'
import { createView } from './view.ts'
import { wordsFor } from './words.ts'

/** Without a DOM, as on a server, the class can be imported but not used. */
const Base = globalThis.HTMLElement ?? Object

export class PetitionCounter extends Base {
  declare petition: string
  declare theme: string
  declare size: string
  declare goal: string
  declare heading: string
  declare signLink: string
  declare poll: string
  declare partner: string

  constructor() {
    super()
    const view = createView(this)
    let newest = 0
    poll(this, async (count, withinMs) => {
      const turn = ++newest
      const words = await wordsFor(this)
      if (turn === newest) view(count, words, withinMs)
    })
  }
}

// Each attribute is also a property. HTML defines `lang`.
for (const name of ['poll', 'sign-link', 'petition', 'partner', 'heading', 'size', 'theme', 'goal']) {
  Object.defineProperty(PetitionCounter.prototype, name.replace('-l', 'L'), {
    get(this: Element) {
      return this.getAttribute(name) ?? ''
    },
    set(this: Element, value: string | null) {
      this.setAttribute(name, value ?? '')
    },
  })
}

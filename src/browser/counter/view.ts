/** Shows and announces a count in a shadow tree, built once. Polls change texts, not nodes, so that nothing loses focus. */
import type { Count } from './count.ts'
import { urlOf } from './get.ts'
import { motion } from './motion.ts'
import { STYLES } from './styles.ts'
import type { Words } from './words.ts'

/** The attributes that the view reads. */
interface Host extends HTMLElement {
  goal: string
  heading: string
  signLink: string
  partner: string
}

/** Shows a count, animated within `withinMs` or at once (0), or the fallback if there is no count. */
export type View = (count: Count | null | undefined, words: Words, withinMs: number) => void

let sheet: CSSStyleSheet

/** Makes the style sheet of all counters. Throws where style sheets cannot be constructed, as in Safari before 16.4. */
export function prepareStyles(): void {
  sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLES)
}

/** After `prepareStyles`: a shadow tree hides the fallback, so whatever can fail has been done before there is one. */
export function createView(host: Host): View {
  const SPEAK_MS = 30_000
  /** Fewer say that the petition is at a standstill. */
  const LATELY_MIN_SIGNATURES = 10
  const root = host.attachShadow({ mode: 'open' })
  const fallback = add(root, 'slot', '')
  root.adoptedStyleSheets.push(sheet)
  // Named after the petition: there may be many counters on a page. The title has the petition's language.
  const box = add(root, 'div', 'box', 'aria-labelledby', 'title')
  const title = add(box, 'p', 'title')
  const number = add(box, 'b', 'number', 'aria-hidden', 'true')
  const noun = add(box, 'span', 'noun', 'aria-hidden', 'true')
  const status = add(box, 'span', 'status', 'role', 'status')
  const bar = add(box, 'progress', 'bar', 'aria-labelledby', 'goal')
  const goal = add(box, 'p', 'goal')
  const lately = add(box, 'p', 'lately')
  const link = add(box, 'a', 'link', 'aria-labelledby', 'link title')
  box.setAttribute('role', 'group')
  link.target = '_blank'
  title.dir = 'auto'

  let spokenMs = 0
  let words: Words
  let open: boolean
  const write = (n: number): string => n.toLocaleString(words.numbers)
  /** Empty before the first signature: the noun is an invitation then. */
  const numberOf = (n: number): string => (n || !open ? write(n) : '')
  /** Includes the space before it. */
  const nounOf = (n: number): string =>
    ' ' + (words[numberOf(n) ? new Intl.PluralRules(words.lang).select(n) : 'first'] ?? words.other)
  const move = motion((n) => {
    number.textContent = numberOf(n)
    noun.textContent = nounOf(n)
    bar.value = n
  })

  return (answer, newWords, withinMs) => {
    fallback.hidden = !!answer
    if (!answer) {
      spokenMs = 0
      return
    }
    words = newWords
    const { count, petition, state } = answer
    open = state === 'open'
    /** Leaves the node empty unless the petition is open and `n` is above `least`. */
    const say = (node: HTMLElement, text: string, least: number, n: number): void => {
      node.textContent = open && n > least ? text.replace('{n}', write(n)) : ''
    }
    const own = +host.goal
    const next = own > count ? own : host.goal === 'none' ? 0 : answer.goal
    say(goal, words.goal, count, next)
    say(lately, words.lately, LATELY_MIN_SIGNATURES - 1, answer.lastDay)
    bar.hidden = !goal.textContent || !count
    bar.max = next | 0

    const { signLink, partner } = host
    const source = /^[\w-]+$/.test(partner) ? `?source=${partner}` : ''
    link.part = state
    link.textContent = words[state]
    link.hidden = open && signLink === 'none'
    link.href = open && /^https?:/.test(signLink) ? signLink : urlOf(`/p/${petition}${source}`)

    title.textContent = answer.title
    title.hidden = host.heading !== 'title'
    box.lang = words.lang
    box.dir = words.dir
    move(count, answer.perMinute, open ? withinMs : 0)
    const spoken = numberOf(count) + nounOf(count)
    if (spoken !== status.textContent && Date.now() - spokenMs >= SPEAK_MS) {
      spokenMs = Date.now()
      status.textContent = spoken
    }
  }
}

/** With an id, which is also the name of its part, and another attribute. */
function add<K extends keyof HTMLElementTagNameMap>(
  parent: Node,
  tag: K,
  id: string,
  attribute = 'part',
  value = id,
): HTMLElementTagNameMap[K] {
  const node = parent.appendChild(document.createElement(tag))
  node.id = node.part = id
  // Not by properties such as `ariaHidden`, which Firefox before 119 lacks.
  node.setAttribute(attribute, value)
  return node
}

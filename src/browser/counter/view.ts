/** Shows and announces a count in a shadow tree, built once. Polls change texts, not nodes, so that nothing loses focus. */
import { type Count, isAbove } from './count.ts'
import { urlOf } from './get.ts'
import { motion } from './motion.ts'
import { STYLES } from './styles.ts'
import type { Words } from './words.ts'

/** The attributes that the view reads. */
interface Host extends HTMLElement {
  goal: string
  signLink: string
  partner: string
}

/** Shows a count, animated within `withinMs` or at once (0), or the fallback if there is no count. */
export type View = (count: Count | null | undefined, words: Words, withinMs: number) => void

export function createView(host: Host): View {
  const SPEAK_MS = 30_000
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLES)
  root.adoptedStyleSheets = [sheet]
  const fallback = add(root, 'slot', '')
  const box = add(root, 'div', 'box')
  const number = add(box, 'b', 'number')
  const noun = add(box, 'span', 'noun')
  const status = add(box, 'span', '')
  const bar = add(box, 'progress', 'bar')
  const goal = add(box, 'p', 'goal')
  const lately = add(box, 'p', 'lately')
  const link = add(box, 'a', '')
  number.ariaHidden = noun.ariaHidden = 'true'
  status.role = 'status'
  link.target = '_blank'

  let spokenMs = 0
  let words: Words
  const write = (n: number): string => n.toLocaleString(words.numbers)
  /** Includes the space before it. */
  const nounOf = (n: number): string => ' ' + (words[new Intl.PluralRules(words.lang).select(n)] ?? words.other)
  const move = motion((n) => {
    number.textContent = write(n)
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
    const open = state === 'open'
    /** Leaves the node empty unless the petition is open and `n` is a number above `least`. */
    const say = (node: HTMLElement, text: string, least: number, n: number): void => {
      node.textContent = open && isAbove(least, n) ? text.replace('{n}', write(n)) : ''
    }
    const own = +host.goal
    const next = own > count ? own : host.goal === 'none' ? 0 : answer.goal
    say(goal, words.goal, count, next)
    say(lately, words.lately, 0, answer.lastDay)
    bar.ariaLabel = goal.textContent
    bar.hidden = !bar.ariaLabel
    bar.max = next | 0

    const { signLink, partner } = host
    const source = /^[\w-]+$/.test(partner) ? `?source=${partner}` : ''
    link.part = state
    link.textContent = words[state]
    link.hidden = open && signLink === 'none'
    link.href = open && /^https?:/.test(signLink) ? signLink : urlOf(`/p/${petition}${source}`)

    box.lang = words.lang
    box.dir = words.dir
    move(count, answer.perMinute, open ? withinMs : 0)
    const spoken = write(count) + nounOf(count)
    if (spoken !== status.textContent && Date.now() - spokenMs >= SPEAK_MS) {
      spokenMs = Date.now()
      status.textContent = spoken
    }
  }
}

function add<K extends keyof HTMLElementTagNameMap>(parent: Node, tag: K, part: string): HTMLElementTagNameMap[K] {
  const node = parent.appendChild(document.createElement(tag))
  node.part = part
  return node
}

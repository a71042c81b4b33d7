/** The way back, the heading of a page, and one sentence about it. */
import type { Child } from 'hono/jsx'

import { Icon } from './icons.tsx'

export function Heading({ title, lead, children }: { title: string; lead?: string | undefined; children?: Child }) {
  return (
    <div class="page-head">
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {children}
    </div>
  )
}

export function Back({ href, text }: { href: string; text: string }) {
  return (
    <a class="back" href={href}>
      <Icon name="back" points />
      {text}
    </a>
  )
}

/** Pages side by side; each has an address of its own. */
export function Tabs({
  label,
  tabs,
  current,
}: {
  label: string
  tabs: readonly (readonly [href: string, text: string])[]
  current: string
}) {
  return (
    <nav aria-label={label}>
      <ul class="tabs">
        {tabs.map(([href, text]) => (
          <li>
            <a href={href} {...(href === current ? { 'aria-current': 'page' as const } : {})}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What happens when the button below is pressed. */
export function Consequences({ items }: { items: readonly string[] }) {
  return (
    <ul class="so">
      {items.map((item) => (
        <li>
          <Icon name="info" />
          <span>{item}</span>
        </li>
      ))}
    </ul>
  )
}

/** What was just done, or what the reader should know: an icon, words, and only then a colour. */
import type { Child } from 'hono/jsx'

import { Icon, type IconName } from './icons.tsx'

const ICONS = { info: 'info', good: 'tick', warn: 'clock', danger: 'warning' } as const satisfies Record<
  string,
  IconName
>
export type Tone = keyof typeof ICONS

/** `said`: it says what the reader has just done, and is read out. */
export function Notice({ tone, said = false, children }: { tone: Tone; said?: boolean; children?: Child }) {
  return (
    <div class={`notice ${tone}`} {...(said ? { role: 'status' } : {})}>
      <Icon name={ICONS[tone]} />
      <div>{children}</div>
    </div>
  )
}

export function Chip({ tone, children }: { tone: Tone | 'plain'; children?: Child }) {
  return (
    <span class={`chip ${tone}`}>
      {tone !== 'plain' && <Icon name={ICONS[tone]} />}
      {children}
    </span>
  )
}

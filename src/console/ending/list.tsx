/** Of the settings: the acts that end a petition, reopen it or delete it, as far as its state allows them. */
import { consoleWords } from '../../i18n/console-catalogue.ts'
import type { Locale } from '../../../schema/locales.ts'
import { type AroundPetition, wasOpen } from '../layout.tsx'

interface Act {
  title: string
  text: string
  href: string
  kind?: string
}

/** `reopenableUntil`: a day in words; null if it has not ended, or it is too late. */
export function Endings({
  locale,
  petition,
  reopenableUntil,
}: {
  locale: Locale
  petition: Pick<AroundPetition, 'slug' | 'state'>
  reopenableUntil: string | null
}) {
  const { ending } = consoleWords(locale)
  const { slug, state } = petition
  const path = `/console/p/${slug}/settings`
  const isOpen = state === 'open'
  const acts: (Act | false)[] = [
    (isOpen || state === 'closed') && {
      title: ending.victory,
      text: ending.victoryText,
      href: `${path}/victory`,
    },
    isOpen && { title: ending.close, text: ending.closeText, href: `${path}/close` },
    reopenableUntil !== null && {
      title: ending.reopen,
      text: ending.reopenable(reopenableUntil),
      href: `${path}/reopen`,
    },
    wasOpen(state) && {
      title: ending.delete,
      text: ending.deleteText,
      href: `/console/p/${slug}/delete`,
      kind: 'danger',
    },
  ]
  const shown = acts.filter((act) => act !== false)
  if (shown.length === 0) return null
  return (
    <section class="card" id="endings">
      <h2>{ending.title}</h2>
      <ul class="list">
        {shown.map(({ title, text, href, kind = '' }) => (
          <li>
            <h3>{title}</h3>
            <p class="note">{text}</p>
            <a class={`button quiet ${kind}`.trim()} href={href}>
              {title}…
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

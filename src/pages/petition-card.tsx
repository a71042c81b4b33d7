/** A petition in a list: its image, title, addressee and count, and what is special about its state. */
import type { Card } from '../../schema/listing.ts'
import type { Locale } from '../../schema/locales.ts'
import { around } from '../i18n/around.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { daysLeft } from './dates.tsx'

export interface PetitionCardProps {
  words: Catalogue
  locale: Locale
  card: Card
  /** The state that the list's heading says already; null where petitions in several states are listed. */
  listed: Card['state'] | null
  now: number
}

export function PetitionCard({ words, locale, card, listed, now }: PetitionCardProps) {
  const { slug, title, addressee, language, state, closesAt, timeZone, image, count } = card
  const [before, after] = around(words.home.to)
  const open = state === 'open'
  const left = open ? daysLeft(words, closesAt, timeZone, now) : null
  return (
    <li>
      <a href={`/${locale}/p/${slug}`}>
        {/* The title says what the petition is about: read aloud, the image would only repeat it. */}
        {image !== null && (
          <img
            src={`/images/${slug}/${image.hash}`}
            width={image.width}
            height={image.height}
            alt=""
            loading="lazy"
            decoding="async"
          />
        )}
        <strong lang={language} dir="auto">
          {title}
        </strong>
        <span>
          {before}
          <bdi lang={language}>{addressee}</bdi>
          {after}
        </span>
        <span class="card-facts">
          <span>{open && count === 0 ? words.counter.first : words.petition.count(count)}</span>
          {left !== null && <span class="left">{left}</span>}
          {!open && state !== listed && (
            <span class={`chip chip-${state}`}>
              {state === 'victory' ? words.petition.victory : words.petition.closed}
            </span>
          )}
        </span>
      </a>
    </li>
  )
}

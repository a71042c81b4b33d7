/** The share section: links that need no script, and buttons that `src/browser/share/share.ts` enables. */
import type { Catalogue } from '../i18n/catalogue.ts'
import { shareLinks } from './share-links.ts'

export interface ShareProps {
  words: Catalogue
  slug: string
  /** The absolute URL to share. */
  url: string
  title: string
  /** Whether the petition is open. */
  open: boolean
}

export function Share({ words, slug, url, title, open }: ShareProps) {
  const { share } = words
  return (
    <section class="share card">
      <h2>{share.title}</h2>
      {open && <p>{share.text}</p>}
      <p class="share-acts">
        <button class="button" type="button" data-share-title={title} data-share-url={url} hidden>
          {share.device}
        </button>
        <button class="button quiet" type="button" data-share-copy={url} data-copied={share.copied} hidden>
          {share.copyLink}
        </button>
      </p>
      <ul class="share-ways">
        {shareLinks({ url, title }, share.email).map(({ id, name, href }) => (
          <li>
            <a
              href={href}
              aria-label={share.by(name)}
              rel="noopener noreferrer nofollow"
              {...(id === 'email' ? {} : { target: '_blank' })}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
      <details>
        <summary>{share.qr}</summary>
        <img
          class="qr"
          src={`/qr/${slug}.svg`}
          alt={words.labelled(share.qr, title)}
          width={200}
          height={200}
          loading="lazy"
        />
        <p class="note">{share.qrText}</p>
      </details>
      <p class="visually-hidden" role="status"></p>
    </section>
  )
}

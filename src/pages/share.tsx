/** The share section: links that need no script, and buttons that `src/browser/share/share.ts` enables. */
import type { Catalogue } from '../i18n/catalogue.ts'
import { petitionUrl } from '../http/urls.ts'
import type { Locale } from '../../schema/locales.ts'
import { creditedPartner, sharedUrl, shareLinks } from './share-links.ts'

export interface ShareProps {
  words: Catalogue
  locale: Locale
  slug: string
  /** Scheme and host of the URL to share. */
  origin: string
  /** The one who brought the reader. */
  partner: string | null
  title: string
  /** Whether the petition is open. */
  open: boolean
  /**
   * Whether the reader has signed: then there is a text to send along, which can be edited. `later`: the script may show it
   * after signing, without a page load.
   */
  signed?: 'no' | 'later' | 'yes'
}

export function Share({ words, locale, slug, origin, partner, title, open, signed = 'no' }: ShareProps) {
  const credited = creditedPartner(partner)
  const url = petitionUrl(origin, slug, credited, locale)
  const { share, after } = words
  const links = shareLinks({ url, title, ...(signed === 'yes' ? { text: after.message(title) } : {}) }, share.email)
  return (
    <section class="share card">
      <Top {...{ words, url, title, open }} signed={signed === 'yes'} />
      {signed === 'later' && (
        <template>
          <Top {...{ words, url, title, open }} signed />
        </template>
      )}
      <ul class="share-ways">
        {links.map(({ id, name, href, around, room }) => (
          <li>
            <a
              href={href}
              aria-label={share.by(name)}
              rel="noopener noreferrer nofollow"
              {...(id === 'email' ? {} : { target: '_blank' })}
              {...(signed === 'no' || around === null
                ? {}
                : { 'data-before': around.before, 'data-after': around.after })}
              {...(signed === 'no' || room === null ? {} : { 'data-room': room })}
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
          src={`/qr/${slug}.svg?source=${credited ?? 'qr'}`}
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

type TopProps = Pick<ShareProps, 'words' | 'title' | 'open'> & { url: string; signed: boolean }

/** What differs for those who have signed. */
function Top({ words, url, title, open, signed }: TopProps) {
  const { share, after } = words
  return (
    <div class="share-top">
      <h2>{signed && open ? after.sendTitle : share.title}</h2>
      {open && <p>{signed ? after.sendText : share.text}</p>}
      {signed && (
        <p class="field">
          <label for="message">{after.messageLabel}</label>
          <textarea id="message" rows={3} dir="auto" autocomplete="off" aria-describedby="message-hint">
            {after.message(title)}
          </textarea>
          <small id="message-hint">{after.messageHint}</small>
        </p>
      )}
      <p class="share-acts">
        <button class="button" type="button" data-share-title={title} data-share-url={sharedUrl(url, 'share')} hidden>
          {share.device}
        </button>
        <button
          class="button quiet"
          type="button"
          data-copy={sharedUrl(url, 'copy')}
          data-copied={signed ? after.textCopied : share.copied}
          hidden
        >
          {signed ? after.copyText : share.copyLink}
        </button>
      </p>
    </div>
  )
}

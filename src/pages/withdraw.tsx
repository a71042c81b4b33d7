/** The link to withdraw that signers keep or print. On paper its URL is printed, on a screen it is a link and a button. */
import type { Catalogue } from '../i18n/catalogue.ts'

export interface WithdrawProps {
  words: Catalogue
  /** Absolute; null where the script learns it after signing. */
  url: string | null
  /**
   * What the link does. `signed`: it withdraws the signature. `unconfirmed`: it deletes what was entered, until that is
   * confirmed by email. `confirmed`: as every link in an email, it withdraws at any time.
   */
  kind: 'signed' | 'unconfirmed' | 'confirmed'
}

export function Withdraw({ words, url, kind }: WithdrawProps) {
  const { after, share, links } = words
  const text = { signed: after.keepLink, unconfirmed: after.keepUnconfirmed, confirmed: after.keepConfirmed }[kind]
  return (
    <section class="withdraw card" hidden={url === null}>
      <h2>{after.changedMind}</h2>
      <p>{text}</p>
      <p class="withdraw-acts">
        <a href={url ?? ''} rel="noreferrer nofollow">
          {links.withdraw.button}
        </a>
        <button class="text-button" type="button" data-copy={url ?? ''} data-copied={share.copied} hidden>
          {share.copyLink}
        </button>
      </p>
      <p class="visually-hidden" role="status"></p>
    </section>
  )
}

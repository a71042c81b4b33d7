/** Where a petition that is on paper is to be found: its URL, to be typed or scanned. */
import { petitionUrl } from '../http/urls.ts'
import type { Catalogue } from '../i18n/catalogue.ts'

interface OnPaperProps {
  words: Catalogue
  slug: string
  /** Scheme and host. */
  origin: string
  /** Whose code signatures through it have. */
  partner?: string | null
  /** Whether the QR code is loaded at once, and not only when the page is printed. */
  eager?: boolean
}

export function OnPaper({ words, slug, origin, partner = null, eager = false }: OnPaperProps) {
  // Without the scheme, which nobody types.
  const address = petitionUrl(origin, slug, partner).replace(/^https?:\/\//, '')
  const query = partner === null ? '' : `?source=${encodeURIComponent(partner)}`
  return (
    <div class="on-paper">
      <img src={`/qr/${slug}.svg${query}`} alt="" width={120} height={120} loading={eager ? 'eager' : 'lazy'} />
      <p>
        {words.print.online}
        <br />
        <bdi>{address}</bdi>
      </p>
    </div>
  )
}

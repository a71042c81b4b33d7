/** The latest signers who chose to be shown, with their reasons. */
import type { Catalogue } from '../i18n/catalogue.ts'

export interface ShownSigner {
  id: string
  name: string
  comment: string | null
}

interface Props {
  words: Catalogue
  signers: readonly ShownSigner[]
  /** The path of the form to report one of them. */
  report: string
}

export function Signers({ words, signers, report }: Props) {
  if (signers.length === 0) return null
  return (
    <section class="signers card">
      <h2>{words.petition.recent}</h2>
      <ul>
        {signers.map(({ id, name, comment }) => (
          <li>
            <bdi>{name}</bdi>
            {comment !== null && (
              <blockquote>
                <bdi>{comment}</bdi>
              </blockquote>
            )}
            <a
              class="to-report"
              href={`${report}?signer=${id}`}
              rel="nofollow"
              aria-label={words.labelled(words.trust.report.link, name)}
            >
              {words.trust.report.link}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

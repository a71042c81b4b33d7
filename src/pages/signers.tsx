/** The latest signers who chose to be shown, with their reasons. */
import type { PublicSigner } from '../../schema/signature.ts'
import type { Catalogue } from '../i18n/catalogue.ts'

export function Signers({ words, signers }: { words: Catalogue; signers: readonly PublicSigner[] }) {
  if (signers.length === 0) return null
  return (
    <section class="signers card">
      <h2>{words.petition.recent}</h2>
      <ul>
        {signers.map(({ name, comment }) => (
          <li>
            <bdi>{name}</bdi>
            {comment !== null && (
              <blockquote>
                <bdi>{comment}</bdi>
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

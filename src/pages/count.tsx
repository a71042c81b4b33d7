/** How the count is kept: a sum that adds up to it, what was taken out of it, and what counts. */
import type { ClaimsResponse } from '../../schema/claim.ts'
import type { Locale } from '../../schema/locales.ts'
import type { RemovalsResponse } from '../../schema/removal.ts'
import { petitionPageUrls } from '../http/urls.ts'
import { type Catalogue, catalogue } from '../i18n/catalogue.ts'
import { COUNT_PAGE_REMOVALS_ROWS, HELD_COUNT_MAX_ROWS } from '../limits.ts'
import { Layout } from './layout.tsx'

export interface CountPageProps {
  locale: Locale
  /** Scheme and host. */
  origin: string
  petition: { slug: string; title: string; language: string; confirmation: 'none' | 'email' }
  /** `count` is `signed` and `claimed`; `readAt` in milliseconds. */
  parts: Record<'count' | 'signed' | 'claimed' | 'held' | 'withdrawn' | 'released' | 'removed' | 'readAt', number> & {
    /** The newest first; `claimed` is their sum. */
    claims: ClaimsResponse['claims']
  }
  /** Newest first. */
  removals: RemovalsResponse['removals']
}

export function CountPage({ locale, origin, petition, parts, removals }: CountPageProps) {
  const { slug, title, language, confirmation } = petition
  const words = catalogue(locale)
  const { count, privacy } = words.trust
  const readAt = new Date(parts.readAt).toISOString()
  return (
    <Layout
      locale={locale}
      petition={slug}
      title={words.labelled(count.title, title)}
      urls={{ ...petitionPageUrls(slug, '/count'), origin }}
    >
      <main class="narrow plain" id="content">
        <p class="eyebrow">
          <a href={`/${locale}/p/${slug}`} lang={language} dir="auto">
            {title}
          </a>
        </p>
        <h1>{count.title}</h1>
        <p class="note">
          <time datetime={readAt}>{count.asOf(words.date(parts.readAt), readAt.slice(11, 16))}</time>
        </p>
        <Sum {...{ words, parts, confirmation }} />
        {parts.claimed > 0 && <p class="note">{count.claimedText}</p>}
        <p>
          <a href={`/api/petitions/${slug}/count`}>{count.data}</a>
        </p>
        <h2>{count.whatCounts}</h2>
        <ul>
          <li>{count.once}</li>
          <li>{confirmation === 'email' ? count.confirmed : count.unconfirmed}</li>
          <li>{count.withdrawing}</li>
        </ul>
        <h2>{count.taken}</h2>
        <p>{count.takenText}</p>
        <Taken {...{ words, parts }} />
        {removals.length > 0 && <ByDay {...{ words, removals }} />}
        <p>
          <a href={`/api/petitions/${slug}/removals`}>{count.removals}</a>
        </p>
        <h2>{count.who}</h2>
        <p>{count.whoText}</p>
        <p>
          <a href={`/${locale}/privacy`}>{privacy}</a>
        </p>
        <p>
          <a class="button quiet" href={`/${locale}/p/${slug}`}>
            {words.petition.toPetition}
          </a>
        </p>
      </main>
    </Layout>
  )
}

interface SumProps extends Pick<CountPageProps, 'parts'> {
  words: Catalogue
  confirmation: 'none' | 'email'
}

function Sum({ words, parts, confirmation }: SumProps) {
  const { count } = words.trust
  return (
    <div class="card">
      <table class="sum">
        <tbody>
          <tr>
            <th scope="row">{confirmation === 'email' ? count.signedConfirmed : count.signed}</th>
            <td>{words.number(parts.signed)}</td>
          </tr>
          {parts.claims.map((claim) => (
            <ClaimRow {...{ words, claim }} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.signatures}</th>
            <td>{words.number(parts.count)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** What the campaign wrote of it is text, and no link: we have not checked where it leads. */
function ClaimRow({ words, claim }: { words: Catalogue; claim: ClaimsResponse['claims'][number] }) {
  const { count } = words.trust
  const { kind, source, collectedOn, evidence } = claim
  const facts = [
    ...(collectedOn === null ? [] : [count.collectedUntil(words.date(Date.parse(collectedOn)))]),
    ...(evidence === null ? [] : [evidence]),
  ]
  return (
    <tr>
      <th scope="row">
        {kind === 'stated' ? count.claimed : words.labelled(count.claimKinds[kind], source)}
        {facts.map((fact) => (
          <div class="note" dir="auto">
            {fact}
          </div>
        ))}
      </th>
      <td>
        <bdi>{`+ ${words.number(claim.count)}`}</bdi>
      </td>
    </tr>
  )
}

function Taken({ words, parts }: Omit<SumProps, 'confirmation'>) {
  const { count } = words.trust
  const rows = [
    [count.heldNow, words.number(parts.held) + (parts.held === HELD_COUNT_MAX_ROWS ? '+' : '')],
    [count.released, words.number(parts.released)],
    [count.removed, words.number(parts.removed)],
    [count.withdrawn, words.number(parts.withdrawn)],
  ]
  return (
    <table class="sum">
      <tbody>
        {rows.map(([label, number]) => (
          <tr>
            <th scope="row">{label}</th>
            <td>{number}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ByDay({ words, removals }: Pick<CountPageProps, 'removals'> & { words: Catalogue }) {
  const { count } = words.trust
  return (
    <details>
      <summary>{count.byDay}</summary>
      <table class="sum">
        <thead>
          <tr>
            <th scope="col">{count.day}</th>
            <th scope="col">{count.what}</th>
            <th scope="col">
              <span class="visually-hidden">{words.signatures}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {removals.slice(0, COUNT_PAGE_REMOVALS_ROWS).map(({ date, reason, count: n }) => (
            <tr>
              <td>
                <time datetime={date}>{words.date(Date.parse(date))}</time>
              </td>
              <td>{count[reason]}</td>
              <td>{words.number(n)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

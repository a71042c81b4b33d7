/** The petition's page: where people decide. Data in, markup out. */
import { raw } from 'hono/html'

import type { Locale } from '../../schema/locales.ts'
import type { CountAnswer } from '../../schema/petition.ts'
import type { PublicSigner } from '../../schema/signature.ts'
import { catalogue } from '../i18n/catalogue.ts'
import type { Catalogue } from '../i18n/en.ts'
import { Layout } from './layout.tsx'
import { SignForm } from './sign-form.tsx'

export interface PetitionPageProps {
  locale: Locale
  origin: string
  slug: string
  confirmation: 'none' | 'email'
  title: string
  addressee: string
  starter: string
  /** BCP 47, of the petition's own words. */
  language: string
  /** Rendered from Markdown, with no markup of the author's own. */
  bodyHtml: string
  summary: string
  count: CountAnswer
  signers: readonly PublicSigner[]
  /** The signed time, for the form. */
  rendered: string
  /** Null where the form's check is our own. */
  turnstileSiteKey: string | null
}

export function PetitionPage(props: PetitionPageProps) {
  const { locale, origin, slug, title, addressee, starter, language, bodyHtml, summary, count, signers } = props
  const { rendered, turnstileSiteKey } = props
  const words = catalogue(locale)
  const open = count.state === 'open'
  return (
    <Layout
      locale={locale}
      title={title}
      description={summary}
      path={`/p/${slug}`}
      origin={origin}
      {...(open ? { script: '/sign-form.js' } : {})}
    >
      <main class="petition">
        <header class="headline">
          {!open && (
            <p class={`state state-${count.state}`}>
              {count.state === 'victory' ? words.petition.victory : words.petition.closed}
            </p>
          )}
          <h1 lang={language}>{title}</h1>
          <dl class="facts">
            <div>
              <dt>{words.petition.to}</dt>
              <dd lang={language}>{addressee}</dd>
            </div>
            <div>
              <dt>{words.petition.startedBy}</dt>
              <dd>{starter}</dd>
            </div>
          </dl>
        </header>

        <article class="body">
          {language !== locale && <p class="note">{words.petition.writtenIn(languageName(language, locale))}</p>}
          <div class="prose" lang={language}>
            {raw(bodyHtml)}
          </div>
          {open && (
            <p class="to-form">
              <a class="button" href="#sign">
                {words.petition.toForm}
              </a>
            </p>
          )}
        </article>

        <aside class="side">
          <Progress words={words} count={count} starter={starter} />
          {open && (
            <SignForm {...{ words, locale, slug, rendered, turnstileSiteKey }} confirmation={props.confirmation} />
          )}
          <Signers words={words} signers={signers} />
        </aside>
      </main>
    </Layout>
  )
}

function Progress({ words, count, starter }: { words: Catalogue; count: CountAnswer; starter: string }) {
  return (
    <section class="progress card">
      <p class="count">
        <strong data-count={count.count}>{words.number(count.count)}</strong>{' '}
        <span>{words.petition.signers(count.count)}</span>
      </p>
      {count.goal !== null && count.state === 'open' && (
        <>
          <progress max={count.goal} value={count.count} aria-label={words.petition.nextGoal(count.goal)}></progress>
          <p class="goal">{words.petition.nextGoal(count.goal)}</p>
        </>
      )}
      {count.state === 'open' ? (
        <p class="appeal">{words.petition.countOnYou(starter, count.count - 1)}</p>
      ) : (
        <>
          <p class="appeal">{words.petition.gathered(count.count)}</p>
          <p class="ending">{count.state === 'victory' ? words.petition.victoryText : words.petition.closedText}</p>
        </>
      )}
    </section>
  )
}

function Signers({ words, signers }: { words: Catalogue; signers: readonly PublicSigner[] }) {
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

const languageName = (language: string, locale: Locale): string =>
  new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language

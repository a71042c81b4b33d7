/** The petition's page, with its form. */
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'

import type { Locale } from '../../schema/locales.ts'
import type { CountResponse, PetitionImage, StarterKind } from '../../schema/petition.ts'
import { moderationOf } from '../../schema/signature.ts'
import { petitionPageUrls } from '../http/urls.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { SUMMARY_MAX_CHARS } from '../limits.ts'
import { renderMarkdown, summaryOf } from '../markup/markdown.ts'
import { Dates } from './dates.tsx'
import { Ending } from './ending.tsx'
import { Layout } from './layout.tsx'
import { OnPaper } from './on-paper.tsx'
import { PetitionHead } from './petition-head.tsx'
import { Image } from './image.tsx'
import { LostLinksLink } from './lost-links.tsx'
import { Progress } from './progress.tsx'
import { Share } from './share.tsx'
import { type Draft, formTarget, SignForm, type Turnstile } from './sign-form.tsx'
import type { ShownText } from './shown-text.ts'
import { Signers, type ShownSigner } from './signers.tsx'
import { type ShownChange, TextChanged, WhichLanguage } from './text-notes.tsx'
import { type ShownUpdate, Updates } from './updates.tsx'

/** The members of a petition that its page shows, beside its words. */
export interface ShownPetition {
  slug: string
  starter: string
  starterKind: StarterKind
  /** BCP 47, of the petition's own texts. */
  language: string
  image: PetitionImage | null
  confirmation: 'none' | 'email'
  /** When names waited for a check: see `moderationOf`. */
  moderated: readonly (readonly [from: number, until: number | null])[]
  /** Markdown. */
  outcome: string | null
  /** In milliseconds. */
  closesAt: number | null
  /** A name in the IANA database, for the dates. */
  timeZone: string
}

export interface PetitionPageProps {
  locale: Locale
  origin: string
  petition: ShownPetition
  /** What is read here, and signed. */
  text: ShownText
  /** The last change of the original; null if there was none. */
  changed: ShownChange | null
  count: CountResponse
  /** In milliseconds, as the others; null if unknown. */
  openedAt: number | null
  endedAt: number | null
  now: number
  /** The newest ones. */
  updates: readonly ShownUpdate[]
  hasMoreUpdates: boolean
  signers: readonly ShownSigner[]
  /** The partner through whose site the reader came. */
  partner: string | null
  /** The signed time at which the page was rendered, for the form. */
  rendered: string
  /** Null where the form is checked by our own proof of work. */
  turnstile: Turnstile | null
  /** A form that was sent without a script and refused. */
  draft: Draft | null
  /** Said before everything else: that it is a draft. */
  above?: Child
  /** Of a draft: it has no scripts, and nothing that leads to a page which is not there yet. */
  isPreview?: boolean
}

export function PetitionPage(props: PetitionPageProps) {
  const { locale, origin, petition, text, count, signers } = props
  const { slug, starter, starterKind, language, image, outcome } = petition
  const { title, addressee, body } = text
  const words = catalogue(locale)
  const { state } = count
  const summary = summaryOf(body, SUMMARY_MAX_CHARS) || title
  const open = state === 'open'
  const imageAlt = words.labelled(title, words.petition.count(count.count))
  return (
    <Layout
      locale={locale}
      petition={slug}
      title={title}
      description={summary}
      urls={{
        ...petitionPageUrls(slug),
        origin,
        query: props.partner === null ? '' : `?source=${props.partner}`,
      }}
      head={
        <PetitionHead
          {...{ locale, origin, slug, title, summary, imageAlt, starter, starterKind }}
          language={text.language}
          count={count.count}
          partner={props.partner}
        />
      }
      scripts={props.isPreview === true ? [] : open ? ['/sign-form.js', '/share.js'] : ['/share.js']}
    >
      <main class="petition" id="content">
        <header class="headline">
          {props.above}
          {!open && (
            <p class={`state state-${state}`}>{state === 'victory' ? words.petition.victory : words.petition.closed}</p>
          )}
          <h1 lang={text.language} dir="auto">
            {title}
          </h1>
          <dl class="facts">
            <Fact label={words.petition.to} language={text.language}>
              {addressee}
            </Fact>
            <Fact label={words.petition.startedBy}>{starter}</Fact>
            <Dates {...{ locale, state }} {...petition} openedAt={props.openedAt} now={props.now} />
          </dl>
          {image !== null && <Image {...{ slug, image, language }} />}
        </header>

        <article class="body">
          {(state === 'closed' || state === 'victory') && (
            <Ending {...{ words, state, language, outcome }} endedAt={props.endedAt} />
          )}
          {props.changed !== null && <TextChanged {...{ words, locale, slug, language }} changed={props.changed} />}
          <WhichLanguage {...{ words, locale, slug, language, text }} />
          <div class="prose" lang={text.language} dir="auto">
            {raw(renderMarkdown(body, 2))}
          </div>
          {props.isPreview !== true && <OnPaper {...{ words, slug, origin }} />}
        </article>

        <Updates
          {...{ words, language }}
          updates={props.updates}
          feed={`/${locale}/p/${slug}/feed.atom`}
          report={`/${locale}/p/${slug}/report`}
          ways={props.hasMoreUpdates ? [{ href: `/${locale}/p/${slug}/updates`, text: words.petition.allUpdates }] : []}
        />

        {/* Just before the form: on a phone it sticks to the window while the form is outside it, and is behind the form otherwise. */}
        {open && (
          <p class="to-form">
            <a class="button" href="#sign">
              {words.petition.toForm}
            </a>
          </p>
        )}

        <aside class="side">
          <Progress {...{ words, count, starter, starterKind }} />
          {open && (
            <div class="stay">
              <SignForm
                {...{ words, locale, count }}
                confirmation={petition.confirmation}
                moderation={moderationOf(petition)}
                version={text.number}
                to={formTarget(locale, slug, text.hasTranslation && !text.isTranslation ? '?text=original' : '')}
                partner={props.partner}
                rendered={props.rendered}
                turnstile={props.turnstile}
                draft={props.draft}
              />
            </div>
          )}
          {petition.confirmation === 'email' && <LostLinksLink locale={locale} slug={slug} />}
          {props.isPreview !== true && (
            <Share
              open={open}
              signed={open && petition.confirmation === 'none' ? 'later' : 'no'}
              {...{ words, locale, slug, origin, title }}
              partner={props.partner}
            />
          )}
          <Signers {...{ words, signers }} report={`/${locale}/p/${slug}/report`} />
          <p class="for-partners">
            <a href={`/${locale}/p/${slug}/embed`}>{words.petition.embed}</a>
            {open && (
              <>
                <br />
                <a href={`/${locale}/p/${slug}/print`}>{words.print.link}</a>
              </>
            )}
          </p>
        </aside>
      </main>
    </Layout>
  )
}

function Fact({ label, language, children }: { label: string; language?: string; children?: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd {...(language === undefined ? {} : { lang: language })}>
        <bdi>{children}</bdi>
      </dd>
    </div>
  )
}

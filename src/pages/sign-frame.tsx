/** The sign form as a page in an iframe of another site. Its links open tabs: no other page of ours can be framed. */
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'

import type { Locale } from '../../schema/locales.ts'
import type { Moderation } from '../../schema/signature.ts'
import type { CountResponse } from '../../schema/petition.ts'
import type { SignFrameOptions } from '../embeds/frame-options.ts'
import { petitionUrl } from '../http/urls.ts'
import { around } from '../i18n/around.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { SUMMARY_MAX_CHARS } from '../limits.ts'
import { summaryOf } from '../markup/markdown.ts'
import { Share } from './share.tsx'
import type { ShownText } from './shown-text.ts'
import { type Draft, type FormTarget, SignForm } from './sign-form.tsx'
import { STYLES } from './styles.ts'
import { DARK, LIGHT } from './tokens.ts'
import { Withdraw } from './withdraw.tsx'

/** The sheet of the pages, and what differs in a frame: it is as high as its content, and may be narrow. */
export const SIGN_FRAME_STYLES = `${STYLES}
:root[data-theme="light"]{color-scheme:light;${LIGHT}}
:root[data-theme="dark"]{color-scheme:dark;${DARK}}
main.framed{padding:1rem;display:grid;grid-template-columns:minmax(0,1fr);gap:1rem}
.framed > *{order:0}
.framed h1{font-size:1.375rem}
.framed header p{margin:.5rem 0 0}
.framed .sign{position:relative;max-height:none;overflow:visible;padding:1rem;background:var(--card)}
.framed .share{padding:1rem}
.framed:not(.signed):not(:has(.thanks)) .share{display:none}
.framed > .note{margin:0}`.replaceAll('\n', '')

interface FrameProps {
  locale: Locale
  /** Scheme and host. */
  origin: string
  slug: string
  text: ShownText
  options: SignFrameOptions
}

export interface SignFramePageProps extends FrameProps {
  confirmation: 'none' | 'email'
  moderation: Moderation
  count: CountResponse
  target: FormTarget
  /** As for the petition's page. */
  rendered: string
  /** Whether the form may be sent by a script, with a proof of work. */
  hasProof: boolean
  draft: Draft | null
}

export function SignFramePage(props: SignFramePageProps) {
  const { locale, origin, slug, text, options, confirmation, moderation, count, target, rendered, hasProof, draft } =
    props
  const { title } = text
  const words = catalogue(locale)
  const open = count.state === 'open'
  const [before, after] = around(words.home.to)
  // Without a proof, every signature is confirmed by email.
  const needsEmail = confirmation === 'email' || !hasProof
  return (
    <Frame {...props} scripts={open && hasProof ? ['/frame.js', '/sign-form.js', '/share.js'] : ['/frame.js']}>
      <header>
        <h1 lang={text.language} dir="auto">
          {title}
        </h1>
        <p>
          {before}
          <bdi lang={text.language}>{text.addressee}</bdi>
          {after}
        </p>
        <p class="note" lang={text.language} dir="auto">
          {summaryOf(text.body, SUMMARY_MAX_CHARS)}
        </p>
        <p>
          <a href={petitionUrl(origin, slug, options.partner, locale)}>{words.petition.toPetition}</a>
        </p>
      </header>
      {open ? (
        <SignForm
          {...{ words, locale, count, moderation, rendered, draft }}
          confirmation={needsEmail ? 'email' : 'none'}
          version={text.number}
          to={target}
          partner={options.partner}
          turnstile={null}
        />
      ) : (
        <p class="notice">{count.state === 'victory' ? words.petition.victoryText : words.petition.closedText}</p>
      )}
      {open && hasProof && (
        <Share
          open
          signed={needsEmail ? 'no' : 'later'}
          {...{ words, locale, slug, origin, title }}
          partner={options.partner}
        />
      )}
      <Foot locale={locale} />
    </Frame>
  )
}

/** After a form that was sent without a script: the next step, which is the email. */
export function SignFrameThanksPage(props: FrameProps & { withdrawUrl: string | null }) {
  const { locale, origin, slug, text, options, withdrawUrl } = props
  const { title } = text
  const words = catalogue(locale)
  return (
    <Frame {...props} scripts={['/frame.js', '/share.js']} isSigned>
      <header>
        <p class="eyebrow">
          <bdi lang={text.language}>{title}</bdi>
        </p>
        <h1>{words.form.thanksConfirm}</h1>
        <p>{words.form.thanksConfirmText}</p>
      </header>
      <Share open {...{ words, locale, slug, origin, title }} partner={options.partner} />
      {withdrawUrl !== null && <Withdraw words={words} url={withdrawUrl} kind="unconfirmed" />}
      <Foot locale={locale} />
    </Frame>
  )
}

/** Whose form it is: its site is not the one around it. */
function Foot({ locale }: { locale: Locale }) {
  const words = catalogue(locale)
  return (
    <p class="note">
      Undersigned · <a href={`/${locale}/privacy`}>{words.trust.privacy}</a>
    </p>
  )
}

function Frame({
  locale,
  text,
  options,
  scripts,
  isSigned = false,
  children,
}: FrameProps & { scripts: readonly string[]; isSigned?: boolean; children?: Child }) {
  const words = catalogue(locale)
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={locale} dir={words.direction} {...(options.theme === 'auto' ? {} : { 'data-theme': options.theme })}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{words.embed.signFormTitle(text.title)}</title>
          <base target="_blank" />
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <style>{raw(SIGN_FRAME_STYLES)}</style>
          {scripts.map((src) => (
            <script type="module" src={src}></script>
          ))}
        </head>
        <body>
          <main class={isSigned ? 'framed signed' : 'framed'} id="content">
            {children}
          </main>
        </body>
      </html>
    </>
  )
}

/** The page on which partners customise the counter: a GET form, and for each format a live preview and its code. */
import { raw } from 'hono/html'

import { LOCALES, type Locale } from '../../schema/locales.ts'
import { petitionPageUrls, petitionUrl } from '../http/urls.ts'
import { counterElement, embedCodes, type PinnedCounter } from '../embeds/codes.ts'
import { type EmbedForm, formQuery, GOALS, settingsOf, SIZES, THEMES } from '../embeds/options.ts'
import { FRAME_SANDBOX } from '../embeds/frame-options.ts'
import { frameUrl } from '../embeds/oembed.ts'
import { around } from '../i18n/around.ts'
import { catalogue } from '../i18n/catalogue.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import {
  FRAME_HEIGHT_PX,
  FRAME_WIDTH_PX,
  OG_IMAGE_HEIGHT_PX,
  OG_IMAGE_WIDTH_PX,
  PARTNER_CODE_MAX_CHARS,
} from '../limits.ts'
import { EmbedPreview } from './embed-preview.tsx'
import { Layout } from './layout.tsx'

export interface EmbedSetupPageProps {
  locale: Locale
  origin: string
  slug: string
  title: string
  /** BCP 47, of the title. */
  language: string
  count: number
  form: EmbedForm
  /** The query string of the page, with the question mark. */
  query: string
  pinned: PinnedCounter
}

export function EmbedSetupPage(props: EmbedSetupPageProps) {
  const { locale, origin, slug, title, language, form } = props
  const words = catalogue(locale)
  return (
    <Layout
      locale={locale}
      petition={slug}
      title={words.labelled(words.embed.title, title)}
      description={words.embed.lead}
      urls={{ ...petitionPageUrls(slug, '/embed'), origin, query: props.query }}
      scripts={['/embed-page.js', '/widget.js', '/embed.js']}
    >
      <main class="embed-page" id="content">
        <p class="eyebrow">
          <a href={`/${locale}/p/${slug}`} lang={language} dir="auto">
            {title}
          </a>
        </p>
        <h1>{words.embed.title}</h1>
        <p class="lead">{words.embed.lead}</p>
        <SetupForm action={`/${locale}/p/${slug}/embed`} words={words} form={form} />
        <Previews {...props} words={words} />
        <p class="visually-hidden" role="status"></p>
      </main>
    </Layout>
  )
}

interface SetupFormProps {
  action: string
  words: Catalogue
  form: EmbedForm
}

function SetupForm({ action, words, form }: SetupFormProps) {
  const { options, typedPartner, partnerWrong } = form
  const { embed } = words
  return (
    <form class="card set-up" method="get" action={action} novalidate data-settings={formQuery(form)}>
      <h2>{embed.setUp}</h2>
      <div class="choices">
        <Choice name="theme" label={embed.theme} texts={embed.themes} values={THEMES} chosen={options.theme} />
        <Choice name="size" label={embed.size} texts={embed.sizes} values={SIZES} chosen={options.size} />
        <p class="field">
          <label for="language">{embed.language}</label>
          <select id="language" name="language">
            <option value="" selected={options.language === null}>
              {embed.asMyPage}
            </option>
            {LOCALES.map((locale) => (
              <option value={locale} lang={locale} selected={options.language === locale}>
                {catalogue(locale).name}
              </option>
            ))}
          </select>
        </p>
        <Choice name="goal" label={embed.goal} texts={embed.goals} values={GOALS} chosen={options.goal} />
        <p class="field">
          <label for="partner">{embed.partner}</label>
          <input
            id="partner"
            name="partner"
            value={typedPartner}
            maxlength={PARTNER_CODE_MAX_CHARS}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            dir="ltr"
            aria-describedby="partner-error partner-hint"
            aria-invalid={partnerWrong ? 'true' : 'false'}
          />
          <small id="partner-error" class="error" aria-live="polite">
            {partnerWrong ? words.fieldErrors['not-a-partner-code'] : ''}
          </small>
          <small id="partner-hint">{embed.partnerHint}</small>
        </p>
      </div>
      <p class="choice">
        <input type="hidden" name="sign-link" value="none" />
        <input id="sign-link" name="sign-link" type="checkbox" value="shown" checked={options.signLink} />
        <label for="sign-link">{embed.signLink}</label>
      </p>
      <button class="button" type="submit">
        {embed.apply}
      </button>
    </form>
  )
}

interface ChoiceProps<T extends string> {
  name: string
  label: string
  texts: Record<T, string>
  values: readonly T[]
  chosen: T
}

function Choice<T extends string>({ name, label, texts, values, chosen }: ChoiceProps<T>) {
  return (
    <p class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {values.map((value) => (
          <option value={value} selected={value === chosen}>
            {texts[value]}
          </option>
        ))}
      </select>
    </p>
  )
}

/** Previews load from this host, by path; the code to copy has the full URL. */
function Previews({
  origin,
  slug,
  title,
  count,
  form,
  locale,
  pinned,
  words,
}: EmbedSetupPageProps & { words: Catalogue }) {
  const { options } = form
  const { embed, petition, share } = words
  const settings = settingsOf(options)
  const lang = options.language ?? locale
  const chosen = catalogue(lang)
  const codes = embedCodes({ origin, slug, title, options, locale, words: chosen, pinned })
  const alt = chosen.embed.frameTitle(title)
  const [before, after] = around((title) => chosen.labelled(title, chosen.petition.count(count)))
  const page = petitionUrl('', slug, options.partner, lang)
  const badge = <img src={`/badge/${slug}.svg?lang=${lang}`} alt={alt} height={20} />
  return (
    <div class="previews">
      <EmbedPreview id="element" words={words} title={embed.element} text={embed.elementText} codes={[codes.element]}>
        {raw(counterElement(slug, { ...settings, lang }, { href: page, title }))}
      </EmbedPreview>
      <EmbedPreview id="pinned" words={words} title={embed.pinned} text={embed.pinnedText} codes={[codes.pinned]} />
      <EmbedPreview id="frame" words={words} title={embed.frame} text={embed.frameText} codes={[codes.frame]}>
        <iframe
          src={frameUrl('', slug, { ...settings, lang })}
          title={alt}
          width={FRAME_WIDTH_PX}
          height={FRAME_HEIGHT_PX}
          loading="lazy"
          sandbox={FRAME_SANDBOX}
        ></iframe>
      </EmbedPreview>
      <EmbedPreview
        id="sign-form"
        words={words}
        title={embed.signForm}
        text={embed.signFormText}
        codes={[codes.signForm]}
      />
      <EmbedPreview id="oembed" words={words} title={embed.oembed} text={embed.oembedText} codes={[codes.oembed]} />
      <EmbedPreview
        id="badge"
        words={words}
        title={embed.badge}
        text={embed.badgeText}
        codes={[codes.badge, codes.badgeMarkdown]}
      >
        <a href={page}>{badge}</a>
      </EmbedPreview>
      <EmbedPreview id="link" words={words} title={embed.link} text={embed.linkText} codes={[codes.link]}>
        <a href={page} lang={lang} dir={chosen.direction}>
          {before}
          <bdi>{title}</bdi>
          {after}
        </a>
      </EmbedPreview>
      <EmbedPreview id="image" words={words} title={embed.image} text={embed.imageText} codes={[codes.image]}>
        <img
          src={`/og/${lang}/${slug}.png`}
          alt={alt}
          width={OG_IMAGE_WIDTH_PX}
          height={OG_IMAGE_HEIGHT_PX}
          loading="lazy"
          decoding="async"
        />
      </EmbedPreview>
      <EmbedPreview id="qr" words={words} title={share.qr} text={share.qrText} codes={[codes.qr]}>
        <img
          class="qr"
          src={codes.qr.slice(origin.length)}
          alt={words.labelled(share.qr, title)}
          width={200}
          height={200}
          loading="lazy"
        />
      </EmbedPreview>
      <EmbedPreview id="feed" words={words} title={petition.feed} codes={[codes.feed]} />
      <EmbedPreview
        id="data"
        words={words}
        title={embed.data}
        text={embed.dataText}
        codes={[codes.data, codes.shields]}
      />
    </div>
  )
}

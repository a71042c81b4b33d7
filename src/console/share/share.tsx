/** The petition's link, and its partners: who spreads it, and how many signed through each. */
import { catalogue } from '../../i18n/catalogue.ts'
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { shareLinks } from '../../pages/share-links.ts'
import { type Around, type AroundPetition, Page, wasOpen } from '../layout.tsx'
import { ErrorSummary, type FormState, TextField } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Copy } from './copy.tsx'
import { PartnerFields } from './kit.tsx'
import { type Lists, PartnersTable, Unknown, Ways } from './tables.tsx'

interface Props extends Lists {
  around: Around
  petition: AroundPetition
  /** Of the petition, for every reader. */
  url: string
  /** Signed without any code, and in all. */
  none: number
  proven: number
  form: FormState
}

export function SharePage(props: Props) {
  const { around, petition, url, partners, unknown, ways, none, proven, form } = props
  const { locale } = around
  const words = consoleWords(locale)
  const { share } = words
  const path = `/console/p/${petition.slug}/share`
  const { state } = petition
  return (
    <Page
      around={around}
      title={share.title}
      petition={petition}
      place="share"
      hasErrors={Object.keys(form.errors).length > 0}
      scripts={['/share.js']}
    >
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={share.title} />
      {!wasOpen(state) && (
        <Notice tone="info">
          <p>{share.notOpen}</p>
        </Notice>
      )}
      <div class="grid copying">
        <p class="visually-hidden" role="status"></p>
        <Link {...{ around, petition, url }} />
        {wasOpen(state) && <ForPaper {...{ around, petition }} />}
      </div>
      <section class="section card">
        <h2>{share.partners}</h2>
        <p class="note">{share.lead}</p>
        {partners.length === 0 ? (
          <p>{share.none}</p>
        ) : (
          <>
            {proven > 0 && <p>{share.without(none, proven)}</p>}
            <PartnersTable {...{ words, locale, path, partners }} />
          </>
        )}
      </section>
      {unknown.length > 0 && <Unknown {...{ words, locale, path, unknown }} />}
      <section class="section card" id="add">
        <h2>{share.add}</h2>
        <form method="post" action={`${path}#add`} novalidate>
          <TextField
            {...{ form }}
            name="code"
            label={share.code}
            hint={share.codeHint}
            with={{ autocomplete: 'off', autocapitalize: 'none', spellcheck: false, dir: 'ltr' }}
          />
          <PartnerFields {...{ words, form }} />
          <button class="button">{share.addButton}</button>
        </form>
      </section>
      {ways.length > 0 && <Ways {...{ words, locale, ways }} />}
    </Page>
  )
}

function Link({ around, petition, url }: Pick<Props, 'around' | 'petition' | 'url'>) {
  const { share } = consoleWords(around.locale)
  const { embed, share: site } = catalogue(around.locale)
  return (
    <section class="card">
      <h2>{share.link}</h2>
      <Copy
        id="address"
        label={share.address}
        hint={share.opensInLanguage}
        value={url}
        copy={embed.copy}
        copied={embed.copied}
      />
      <ul class="ways">
        {shareLinks({ url, title: petition.title }, site.email).map(({ id, name, href }) => (
          <li>
            <a
              class="button quiet"
              href={href}
              aria-label={site.by(name)}
              rel="noopener noreferrer nofollow"
              {...(id === 'email' ? {} : { target: '_blank' })}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ForPaper({ around, petition }: Pick<Props, 'around' | 'petition'>) {
  const { share } = consoleWords(around.locale)
  const { print, share: site, labelled } = catalogue(around.locale)
  const qr = `/qr/${petition.slug}.svg?source=qr`
  return (
    <section class="card">
      <h2>{share.paper}</h2>
      <p>
        <img class="qr" src={qr} alt={labelled(site.qr, petition.title)} width={160} height={160} />
      </p>
      <div class="acts">
        <a class="button quiet" href={qr} download={`${petition.slug}.svg`}>
          {share.qr}
        </a>
        <a class="button quiet" href={`/${around.locale}/p/${petition.slug}/poster`}>
          {print.posterLink}
        </a>
        <a class="button quiet" href={`/${around.locale}/p/${petition.slug}/print`}>
          {share.sheet}
        </a>
      </div>
    </section>
  )
}

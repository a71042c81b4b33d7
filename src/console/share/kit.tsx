/** Everything that a partner needs, with their code in it: for the campaign, and on a page that the partner opens. */
import type { Kit } from '../../embeds/kit.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import type { PartnerNumbers } from '../../ledger/tallies.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { ButtonForm, ErrorSummary, type FormState, HiddenFields, TextField } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Copy } from './copy.tsx'

export interface ShownPartner {
  code: string
  name: string
  link: string | null
}

interface PartsProps {
  around: Around
  kit: Kit
  slug: string
  /** Scheme and host. */
  origin: string
}

const CODE_ROWS = 4

function KitParts({ around, kit, slug }: PartsProps) {
  const { share } = consoleWords(around.locale)
  const { embed, print, share: site, labelled } = catalogue(around.locale)
  const { copy, copied } = embed
  return (
    <>
      <section class="section card">
        <h2>{share.kit.forWebsite}</h2>
        <Copy id="counter" label={share.kit.counter} value={kit.counter} rows={CODE_ROWS} {...{ copy, copied }} />
        <Copy
          id="sign-form"
          label={share.kit.signForm}
          hint={embed.signFormText}
          value={kit.signForm}
          rows={CODE_ROWS}
          {...{ copy, copied }}
        />
        <Copy id="frame" label={embed.frame} value={kit.frame} rows={CODE_ROWS} {...{ copy, copied }} />
        <Copy id="word-press" label={share.kit.wordPress} value={kit.link} {...{ copy, copied }} />
        <p>
          <a href={`/${around.locale}/p/${slug}/embed?partner=${encodeURIComponent(kit.partner)}`}>{embed.title}</a>
        </p>
      </section>
      <section class="section card">
        <h2>{share.kit.forPaper}</h2>
        <p>
          <img class="qr" src={kit.qr} alt={labelled(site.qr, kit.link)} width={160} height={160} />
        </p>
        <div class="acts">
          <a class="button quiet" href={kit.qr} download={`${slug}-${kit.partner}.svg`}>
            {share.qr}
          </a>
          <a class="button quiet" href={`/${around.locale}${kit.poster}`}>
            {print.posterLink}
          </a>
          <a class="button quiet" href={`/${around.locale}${kit.sheet}`}>
            {share.kit.sheet}
          </a>
        </div>
      </section>
    </>
  )
}

/** Whatever is copied is said here, to screen readers. */
const Said = () => <p class="visually-hidden" role="status"></p>

function Numbers({ words, numbers }: { words: ConsoleWords; numbers: PartnerNumbers }) {
  return <p>{words.share.kit.numbers(numbers.total, numbers.week)}</p>
}

interface KitPageProps extends PartsProps {
  petition: AroundPetition
  partner: ShownPartner
  numbers: PartnerNumbers
  /** The URL of the partner's own page. */
  pageUrl: string
  form: FormState
  /** What somebody else has written meanwhile. */
  theirs: Pick<ShownPartner, 'name' | 'link'> | null
}

export function KitPage(props: KitPageProps) {
  const { around, kit, petition, partner, numbers, pageUrl, form, theirs } = props
  const words = consoleWords(around.locale)
  const { share } = words
  const { copy, copied } = catalogue(around.locale).embed
  const path = `/console/p/${petition.slug}/share`
  const title = share.kit.title(partner.name)
  return (
    <Page
      around={around}
      title={title}
      petition={petition}
      place="share"
      hasErrors={Object.keys(form.errors).length > 0}
      scripts={['/share.js']}
    >
      <ErrorSummary words={words} errors={form.errors} />
      {theirs !== null && (
        <Notice tone="warn">
          <p>{share.meanwhile}</p>
          <p>
            <bdi>{share.theirs(theirs.name, theirs.link ?? '')}</bdi>
          </p>
        </Notice>
      )}
      <Back href={path} text={words.frame.back(share.title)} />
      <Heading title={title} lead={share.kit.lead} />
      <Numbers {...{ words, numbers }} />
      <div class="copying">
        <Said />
        <section class="section card">
          <Copy id="page" label={share.kit.page} hint={share.kit.pageHint} value={pageUrl} {...{ copy, copied }} />
          <p>
            <a href={`${path}/${partner.code}/new-link`}>{share.newLink}</a>
          </p>
        </section>
        <section class="section card">
          <Copy id="to-sign" label={share.kit.link} value={kit.link} {...{ copy, copied }} />
        </section>
        <KitParts {...props} />
      </div>
      <section class="section card">
        <h2>{share.change}</h2>
        <form method="post" action={`${path}/${partner.code}`} novalidate>
          <HiddenFields values={{ wasName: theirs?.name ?? partner.name, wasLink: (theirs ?? partner).link ?? '' }} />
          <PartnerFields {...{ words, form }} />
          <button class="button">{share.save}</button>
        </form>
      </section>
      <p class="section">
        <a href={`${path}/${partner.code}/remove`}>{share.remove}</a>
      </p>
    </Page>
  )
}

/** The fields of a name and a website. */
export function PartnerFields({ words, form }: { words: ConsoleWords; form: FormState }) {
  const { share, frame } = words
  return (
    <>
      <TextField
        {...{ form }}
        name="name"
        label={share.name}
        hint={share.nameHint}
        with={{ autocomplete: 'off', dir: 'auto' }}
      />
      <TextField
        {...{ form }}
        name="link"
        label={`${share.website} (${frame.optional})`}
        hint={share.websiteHint}
        with={{ inputmode: 'url', autocomplete: 'off', autocapitalize: 'none', spellcheck: false, dir: 'ltr' }}
      />
    </>
  )
}

/** What the partner opens, without an account. */
export function PartnerPage(
  props: PartsProps & { title: string; language: string; partner: ShownPartner; numbers: PartnerNumbers },
) {
  const { around, kit, title, language, partner, numbers } = props
  const words = consoleWords(around.locale)
  const { share } = words
  const { copy, copied } = catalogue(around.locale).embed
  return (
    <Page around={around} title={share.kit.title(partner.name)} scripts={['/share.js']}>
      <Heading title={share.kit.title(partner.name)} lead={share.kit.forPartner}>
        <p>
          <a href={kit.link} lang={language} dir="auto">
            {title}
          </a>
        </p>
      </Heading>
      <Numbers {...{ words, numbers }} />
      <div class="copying">
        <Said />
        <section class="section card">
          <Copy id="to-sign" label={share.kit.link} value={kit.link} {...{ copy, copied }} />
        </section>
        <KitParts {...props} />
      </div>
    </Page>
  )
}

interface AskProps {
  around: Around
  petition: AroundPetition
  partner: ShownPartner
}

export function NewLinkPage({ around, petition, partner, keyId }: AskProps & { keyId: string }) {
  const { share, frame } = consoleWords(around.locale)
  const path = `/console/p/${petition.slug}/share/${partner.code}`
  const title = share.newLinkTitle(partner.name)
  return (
    <Page around={around} title={title} petition={petition} place="share">
      <Back href={path} text={frame.back(share.kit.title(partner.name))} />
      <Heading title={title} />
      <Consequences items={[share.newLinkText]} />
      <div class="acts">
        <ButtonForm action={`${path}/new-link`} label={share.newLink} kind="danger" hidden={{ of: keyId }} />
        <a href={path}>{frame.cancel}</a>
      </div>
    </Page>
  )
}

export function RemovePartnerPage({ around, petition, partner, numbers }: AskProps & { numbers: PartnerNumbers }) {
  const { share, frame } = consoleWords(around.locale)
  const path = `/console/p/${petition.slug}/share/${partner.code}`
  const title = share.removeTitle(partner.name)
  return (
    <Page around={around} title={title} petition={petition} place="share">
      <Back href={path} text={frame.back(share.kit.title(partner.name))} />
      <Heading title={title} />
      <Consequences items={[share.removeCounted(numbers.total), share.removeText]} />
      <div class="acts">
        <ButtonForm action={`${path}/remove`} label={share.remove} kind="danger" />
        <a href={path}>{frame.cancel}</a>
      </div>
    </Page>
  )
}

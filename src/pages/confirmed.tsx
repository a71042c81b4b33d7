/** Shown when a signature was confirmed: what it adds to, and the next step, which is to tell somebody. */
import type { Locale } from '../../schema/locales.ts'
import type { CountResponse, PetitionImage } from '../../schema/petition.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { Image } from './image.tsx'
import { Joined } from './joined.tsx'
import { Layout } from './layout.tsx'
import { Share } from './share.tsx'
import { Withdraw } from './withdraw.tsx'

export interface ConfirmedPageProps {
  locale: Locale
  slug: string
  title: string
  /** Of the title. */
  language: string
  image: PetitionImage | null
  /** Scheme and host. */
  origin: string
  /** The one through whom the signer came. */
  partner: string | null
  /** Null while it cannot be read. */
  count: CountResponse | null
  /** Whether `count` includes this signature. */
  isIncluded: boolean
  withdrawUrl: string
}

export function ConfirmedPage(props: ConfirmedPageProps) {
  const { locale, slug, title, language, image, origin, partner, count, isIncluded, withdrawUrl } = props
  const words = catalogue(locale)
  const { done, doneText } = words.links.confirm
  const path = `/${locale}/p/${slug}`
  return (
    <Layout locale={locale} petition={slug} title={done} scripts={['/share.js']}>
      <main class="narrow link confirmed" id="content" data-address={path}>
        <h1>{done}</h1>
        <div class="signed-petition">
          {image !== null && <Image {...{ slug, image, language }} />}
          <p class="eyebrow">
            <a href={path}>
              <bdi lang={language}>{title}</bdi>
            </a>
          </p>
          {count !== null && <Joined {...{ words, count, isIncluded }} hasBar />}
          <p class="note">{doneText}</p>
        </div>
        <Share
          open={count === null || count.state === 'open'}
          signed="yes"
          {...{ words, locale, slug, origin, title }}
          partner={partner}
        />
        <Withdraw words={words} url={withdrawUrl} kind="confirmed" />
      </main>
    </Layout>
  )
}

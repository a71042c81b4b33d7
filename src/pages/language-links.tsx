/** The page in the other languages, each named in itself. */
import { type Locale, LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../i18n/catalogue.ts'

/** `of`: the URL of the page in a language. */
export const LanguageLinks = ({ locale, of }: { locale: Locale; of: (locale: Locale) => string }) => (
  <ul>
    {LOCALES.map((other) => (
      <li>
        <a
          href={of(other)}
          lang={other}
          hreflang={other}
          {...(other === locale ? { 'aria-current': 'page' as const } : {})}
        >
          {catalogue(other).name}
        </a>
      </li>
    ))}
  </ul>
)

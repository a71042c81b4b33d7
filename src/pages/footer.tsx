/** The end of every page: what this site is, who runs it, and where to read or ask more. */
import type { Locale } from '../../schema/locales.ts'
import { around } from '../i18n/around.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { contactHref, currentOperator } from './operator.ts'

/** `petition`: the slug, on pages of a petition. */
export function Footer({ locale, petition }: { locale: Locale; petition: string | undefined }) {
  const words = catalogue(locale).trust
  const operator = currentOperator()
  const [before, after] = around(words.runBy)
  return (
    <footer class="foot">
      <p>{words.about}</p>
      {operator !== null && (
        <p>
          {before}
          <bdi>{operator.name}</bdi>
          {after}
        </p>
      )}
      <ul>
        {linksOf(locale, petition).map(({ href, text }) => (
          <li>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </footer>
  )
}

function linksOf(locale: Locale, petition: string | undefined): { href: string; text: string }[] {
  const words = catalogue(locale).trust
  const operator = currentOperator()
  const page = `/${locale}/p/${petition}`
  return [
    ...(petition === undefined ? [] : [{ href: `${page}/count`, text: words.count.title }]),
    { href: `/${locale}/privacy`, text: words.privacy },
    { href: `/${locale}/terms`, text: words.terms },
    ...(operator === null
      ? []
      : [
          ...(operator.imprint === null
            ? []
            : [
                {
                  // A text is on the page of the terms.
                  href: operator.imprint.kind === 'url' ? operator.imprint.url : `/${locale}/terms#imprint`,
                  text: words.imprint,
                },
              ]),
          { href: contactHref(operator), text: words.contact },
        ]),
    ...(petition === undefined ? [] : [{ href: `${page}/report`, text: words.report.title }]),
  ]
}

/** The page that is shown when a request was refused. */
import type { Locale } from '../../schema/locales.ts'
import { catalogue } from '../i18n/catalogue.ts'
import type { Problem } from '../http/problem.ts'
import { Layout } from './layout.tsx'
import { LostLinksLink } from './lost-links.tsx'

interface ProblemPageProps {
  locale: Locale
  problem: Problem
  /** The slug of the petition whose links can be asked for again, where one of them does not work. */
  linksOf?: string | undefined
}

export function ProblemPage({ locale, problem, linksOf }: ProblemPageProps) {
  return (
    <Layout locale={locale} title={problem.title}>
      <main class="narrow" id="content">
        <p class="eyebrow">{problem.status}</p>
        <h1>{problem.title}</h1>
        <p class="lead">{problem.detail}</p>
        {problem.errors !== undefined && (
          <ul>
            {problem.errors.map(({ path, message }) => (
              <li>
                <strong>{path}</strong>
                <br />
                {message}
              </li>
            ))}
          </ul>
        )}
        {linksOf !== undefined && <LostLinksLink locale={locale} slug={linksOf} button />}
        <p>
          <a class={linksOf === undefined ? 'button' : 'button quiet'} href={`/?lang=${locale}`}>
            {catalogue(locale).problem.home}
          </a>
        </p>
      </main>
    </Layout>
  )
}

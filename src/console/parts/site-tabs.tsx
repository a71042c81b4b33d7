/** The operator's pages side by side. */
import type { ConsoleWords } from '../../i18n/console-catalogue.ts'
import { Tabs } from './heading.tsx'

export const SITE = '/console/site'

const PATHS = {
  overview: SITE,
  reports: `${SITE}/reports`,
  petitions: `${SITE}/petitions`,
  operators: `${SITE}/operators`,
  log: `${SITE}/log`,
} as const satisfies Record<keyof ConsoleWords['operator']['tabs'] | 'log', string>
export type SiteTab = keyof typeof PATHS

export function SiteTabs({ words, current }: { words: ConsoleWords; current: SiteTab }) {
  const { tabs } = words.operator
  return (
    <Tabs
      label={words.site.title}
      tabs={[
        [PATHS.overview, tabs.overview],
        [PATHS.reports, tabs.reports],
        [PATHS.petitions, tabs.petitions],
        [PATHS.operators, tabs.operators],
        [PATHS.log, words.log.title],
      ]}
      current={PATHS[current]}
    />
  )
}

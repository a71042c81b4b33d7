/** What waits for the team of a petition, the gravest first, and no more than can be done. */
import type { Locale } from '../../../schema/locales.ts'
import type { ConsoleWords } from '../../i18n/console-catalogue.ts'
import { listed } from '../../i18n/lists.ts'
import { languageName } from '../../i18n/names.ts'
import { dayIn } from '../../i18n/time.ts'
import type { Overview } from '../../ledger/overview.ts'
import { DAY_MS, DEADLINE_NEAR_DAYS, TODOS_MAX } from '../../limits.ts'
import type { Petition } from '../../petitions/petitions.ts'
import type { ShownState } from '../layout.tsx'
import type { Todo } from './overview.tsx'

interface Facts {
  petition: Pick<Petition, 'slug' | 'publicKeys' | 'closesAt' | 'timeZone' | 'translations' | 'version'>
  state: ShownState
  overview: Pick<Overview, 'held' | 'failing'>
  owners: number
  now: number
}

export function todosOf({ overview: words }: ConsoleWords, locale: Locale, facts: Facts): Todo[] {
  const { petition, state, overview, owners, now } = facts
  const path = `/console/p/${petition.slug}`
  const day = (ms: number): string => dayIn(ms, petition.timeZone, locale)
  const daysLeft = petition.closesAt === null ? null : Math.ceil((petition.closesAt - now) / DAY_MS)
  const behind = petition.translations.filter(({ translates }) => translates !== petition.version)
  const todos: (Todo | false)[] = [
    ...overview.failing.map(({ url, since }): Todo => ({
      tone: 'danger',
      title: words.webhook,
      text: words.webhookText(new URL(url).host, day(since)),
      act: null,
    })),
    overview.held > 0 && { tone: 'warn', title: words.held(overview.held), text: words.heldText, act: null },
    state === 'open' &&
      daysLeft !== null &&
      daysLeft > 0 &&
      daysLeft <= DEADLINE_NEAR_DAYS && {
        tone: 'warn',
        title: words.lastDays(daysLeft),
        text: words.lastDaysText(day((petition.closesAt ?? now) - 1)),
        act: null,
      },
    petition.publicKeys.length === 1 && { tone: 'warn', title: words.oneKey, text: words.oneKeyText, act: null },
    owners === 1 && {
      tone: 'warn',
      title: words.oneOwner,
      text: words.oneOwnerText,
      act: { href: `${path}/team`, label: words.oneOwnerAct },
    },
    behind.length > 0 && {
      tone: 'warn',
      title: words.behind(
        listed(
          behind.map(({ language }) => languageName(language, locale)),
          locale,
        ),
      ),
      text: words.behindText,
      act: { href: `${path}/text/translations`, label: words.behindAct },
    },
  ]
  return todos.filter((todo) => todo !== false).slice(0, TODOS_MAX)
}

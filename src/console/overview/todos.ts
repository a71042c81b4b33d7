/** What waits for the team of a petition, the gravest first, and no more than can be done. */
import type { Locale } from '../../../schema/locales.ts'
import type { ConsoleWords } from '../../i18n/console-catalogue.ts'
import { listed } from '../../i18n/lists.ts'
import { languageName } from '../../i18n/names.ts'
import { dayIn, momentIn } from '../../i18n/time.ts'
import type { Overview } from '../../ledger/overview.ts'
import {
  CONTACTS_END_NEAR_DAYS,
  DAY_MS,
  DEADLINE_NEAR_DAYS,
  EMAIL_LATE_MINUTES,
  MINUTE_MS,
  TODOS_MAX,
} from '../../limits.ts'
import type { Petition } from '../../petitions/petitions.ts'
import type { ShownState } from '../layout.tsx'
import type { Todo } from './overview.tsx'

interface Facts {
  petition: Pick<
    Petition,
    'slug' | 'publicKeys' | 'closesAt' | 'opensAt' | 'timeZone' | 'translations' | 'version' | 'confirmation'
  >
  state: ShownState
  overview: Pick<Overview, 'held' | 'failing' | 'emailDueAt'>
  /** When contacts are deleted, in milliseconds; null while the petition has not ended. */
  contactsEndAt: number | null
  owners: number
  /** Names that wait for a check. */
  waiting: number
  /** What the reader may do: opening and deleting a petition is for its owners. */
  isOwner: boolean
  /** Whether the operator reads a petition before it opens. */
  needsApproval: boolean
  now: number
}

export function todosOf(all: ConsoleWords, locale: Locale, facts: Facts): Todo[] {
  const { overview: words } = all
  const { petition, state, overview, contactsEndAt, owners, isOwner, now } = facts
  const { emailDueAt } = overview
  const path = `/console/p/${petition.slug}`
  const day = (ms: number): string => dayIn(ms, petition.timeZone, locale)
  const daysLeft = petition.closesAt === null ? null : Math.ceil((petition.closesAt - now) / DAY_MS)
  const behind = petition.translations.filter(({ translates }) => translates !== petition.version)
  const todos: (Todo | false)[] = [
    state === 'taken-down' && {
      tone: 'danger',
      title: all.places.states['taken-down'],
      text: all.operator.objection.todo,
      act: { href: `${path}/objection`, label: all.operator.objection.see },
    },
    draftTodo(
      all,
      path,
      facts,
      petition.opensAt === null ? null : momentIn(petition.opensAt, petition.timeZone, locale),
    ),
    ...overview.failing.map(({ url, since }): Todo => ({
      tone: 'danger',
      title: words.webhook,
      text: words.webhookText(new URL(url).host, day(since)),
      act: null,
    })),
    petition.confirmation === 'email' &&
      emailDueAt !== null &&
      emailDueAt < now - EMAIL_LATE_MINUTES * MINUTE_MS && {
        tone: 'danger',
        title: words.lateEmails,
        text: words.lateEmailsText(momentIn(emailDueAt, petition.timeZone, locale)),
        act: null,
      },
    isOwner &&
      contactsEndAt !== null &&
      contactsEndAt > now &&
      contactsEndAt <= now + CONTACTS_END_NEAR_DAYS * DAY_MS && {
        tone: 'danger',
        title: words.contactsSoon(day(contactsEndAt)),
        text: words.contactsSoonText,
        act: { href: `${path}/contacts`, label: all.places.contacts },
      },
    facts.waiting > 0 && {
      tone: 'warn',
      title: all.signers.waits(facts.waiting),
      text: all.signers.modeHints.before,
      act: { href: `${path}/signers?show=waiting`, label: all.signers.lists.waiting },
    },
    overview.held > 0 && {
      tone: 'warn',
      title: words.held(overview.held),
      text: words.heldText,
      act: { href: `${path}/review`, label: all.places.review },
    },
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

/** A petition that is not open yet: what its owners can do with it. `opens`: when it opens by itself, in words. */
function draftTodo(
  { draft, start, places, settings }: ConsoleWords,
  path: string,
  { state, isOwner, needsApproval }: Facts,
  opens: string | null,
): Todo | false {
  const act = (label: string) => (isOwner ? { href: `${path}/approval`, label } : null)
  if (state === 'submitted') {
    return {
      tone: 'warn',
      title: places.states.submitted,
      text: opens === null ? draft.waiting : settings.opensAfterApproval(opens),
      act: act(draft.takeBack),
    }
  }
  if (state === 'scheduled') {
    return {
      tone: 'warn',
      title: settings.opens(opens ?? ''),
      text: settings.opensText,
      act: isOwner ? { href: `${path}/settings#days`, label: settings.opensChange } : null,
      ...(isOwner ? { other: { href: `${path}/approval`, label: draft.takeBack } } : {}),
    }
  }
  if (state !== 'draft') return false
  return {
    tone: 'warn',
    title: draft.title,
    text: draft.text,
    act: act(needsApproval ? start.publish.submit : start.publish.publish),
    ...(isOwner ? { other: { href: `${path}/delete`, label: draft.delete } } : {}),
  }
}

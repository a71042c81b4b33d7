/** How a draft will look once it is open: the petition’s own page, above it that it is a draft. */
import type { Locale } from '../../../schema/locales.ts'
import type { CountResponse } from '../../../schema/petition.ts'
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { iso } from '../../iso-time.ts'
import { DEFAULT_MILESTONES } from '../../limits.ts'
import { PetitionPage, type ShownPetition } from '../../pages/petition.tsx'
import type { ShownText } from '../../pages/shown-text.ts'
import { checkWords, type DraftValues, languageOf } from './draft.ts'

interface Props {
  locale: Locale
  origin: string
  values: DraftValues
  now: number
  /** Within the wizard, which says itself that it is a draft. */
  isOwn: boolean
}

export function DraftPage({ locale, origin, values, now, isOwn }: Props) {
  const { draftPage } = consoleWords(locale).start
  const petition = shownPetition(values, now)
  const text = shownText(values)
  const count: CountResponse = {
    petition: petition.slug,
    title: text.title,
    count: 0,
    parts: { proven: 0, claimed: 0 },
    goal: goalOf(values, now),
    state: 'open',
    perMinute: 0,
    lastDay: 0,
    openedAt: iso(now),
    closesAt: petition.closesAt === null ? null : iso(petition.closesAt),
    asOf: iso(now),
  }
  return (
    <PetitionPage
      {...{ locale, origin, petition, text, count, now }}
      changed={null}
      openedAt={null}
      endedAt={null}
      updates={[]}
      hasMoreUpdates={false}
      signers={[]}
      partner={null}
      rendered=""
      turnstile={null}
      draft={null}
      isPreview
      above={isOwn ? null : <p class="notice">{draftPage.text}</p>}
    />
  )
}

/** With what is there: an unfinished draft is shown, too. */
function shownPetition(values: DraftValues, now: number): ShownPetition {
  const checked = checkWords(values, now)
  const closesAt = checked.ok && checked.value.closesAt !== null ? Date.parse(checked.value.closesAt) : null
  return {
    slug: values.slug ?? 'draft',
    starter: values.starter ?? '',
    starterKind: values.starterKind === 'organisation' ? 'organisation' : 'person',
    language: languageOf(values),
    image: null,
    confirmation: values.confirmation === 'none' ? 'none' : 'email',
    moderated: [],
    outcome: null,
    closesAt,
    timeZone: checked.ok ? checked.value.timeZone : 'UTC',
  }
}

const shownText = (values: DraftValues): ShownText => ({
  title: values.title ?? '',
  addressee: values.addressee ?? '',
  body: values.body ?? '',
  language: languageOf(values),
  number: 1,
  isTranslation: false,
  isBehind: false,
  hasTranslation: false,
})

const goalOf = (values: DraftValues, now: number): number | null => {
  const checked = checkWords(values, now)
  return (checked.ok ? checked.value.goal : null) ?? DEFAULT_MILESTONES[0] ?? null
}

/**
 * The entries of a petition's feed: updates, milestones, changes of its text and the end. Texts of the platform are in the reader's language.
 *
 * Ids are URLs of the petition's page, by its first address and without a language, so that they are the same in every feed and after an edit. Those
 * of milestones and ends have their time: a petition that is started again at the same URL has others.
 *
 * Limitation: an outcome that is written or changed after the end does not change the time of its entry, because that time
 * is not stored.
 */
import type { Locale } from '../../schema/locales.ts'
import type { ChangeKind } from '../../schema/version.ts'
import { addressOf } from '../address.ts'
import { petitionUrl, updateAnchor, updateUrl } from '../http/urls.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { FEED_ENTRIES_MAX_ROWS } from '../limits.ts'
import { renderMarkdown } from '../markup/markdown.ts'
import { atomFeed, type Entry, type Words } from './atom.ts'

/** Below the title of the entry, which feed readers show as a heading. */
const FEED_HEADING = 2

export interface FeedPetition {
  /** By which readers know its entries for good. */
  slug: string
  /** Where it is found, if that is another one. */
  publicSlug: string | null
  title: string
  starter: string
  /** BCP 47, of the petition's own words. */
  language: string
  /** Markdown. */
  outcome: string | null
  /** Milliseconds since the epoch, as all times here. */
  createdAt: number
}

export interface FeedUpdate {
  id: string
  title: string
  /** Markdown. */
  body: string
  publishedAt: number
  editedAt: number | null
  /** BCP 47, of a translation; null for the language of the petition. */
  language: string | null
}

export interface Happened {
  milestones: readonly { threshold: number; reachedAt: number }[]
  /** Newest first. */
  endings: readonly { how: 'closed' | 'victory'; at: number }[]
  changes: readonly { number: number; kind: ChangeKind; why: string | null; at: number }[]
}

export function petitionFeed(
  locale: Locale,
  origin: string,
  petition: FeedPetition,
  updates: readonly FeedUpdate[],
  { milestones, endings, changes }: Happened,
): string {
  const words = catalogue(locale)
  const { slug, language } = petition
  const idOf = (anchor: string): string => `${petitionUrl(origin, slug, null)}#${anchor}`
  const address = addressOf(petition)
  const link = petitionUrl(origin, address, null, locale)

  const entries: Entry[] = [
    ...updates.map(({ id, title, body, publishedAt, editedAt, language: translated }) => ({
      id: idOf(updateAnchor(id)),
      link: updateUrl(origin, address, id, locale),
      title: text(title, translated ?? language),
      content: html(renderMarkdown(body, FEED_HEADING), translated ?? language),
      publishedAt,
      updatedAt: editedAt ?? publishedAt,
    })),
    ...milestones.map(({ threshold, reachedAt }) => ({
      id: idOf(`milestone-${threshold}-${reachedAt}`),
      link,
      title: text(words.petition.count(threshold)),
      content: text(words.feed.milestoneText(threshold)),
      publishedAt: reachedAt,
      updatedAt: reachedAt,
    })),
    ...changes.map(({ number, kind, why, at: changedAt }) => ({
      id: idOf(`version-${number}`),
      link: `${link}/changes`,
      title: text(words.labelled(words.versions.title, words.versions.kinds[kind])),
      content: why === null ? text(words.versions.changedOn(words.date(changedAt))) : text(why, language),
      publishedAt: changedAt,
      updatedAt: changedAt,
    })),
    ...endings.map(({ how, at: endedAt }, index) => ({
      id: idOf(`${how}-${endedAt}`),
      link,
      title: text(words.petition[how]),
      // If the petition was closed before its victory, the outcome is in the entry of the victory.
      content: endingWords(words, how, index === 0 ? petition : null),
      publishedAt: endedAt,
      updatedAt: endedAt,
    })),
  ]
  const feed = {
    id: `${petitionUrl(origin, slug, null, locale)}/feed.atom`,
    language: locale,
    title: words.feed.title(petition.title),
    subtitle: text(petition.title, language),
    author: petition.starter,
    icon: `${origin}/icon.svg`,
    self: `${link}/feed.atom`,
    page: link,
    startedAt: petition.createdAt,
    entries,
  }
  return atomFeed(feed, FEED_ENTRIES_MAX_ROWS)
}

function endingWords(words: Catalogue, how: 'closed' | 'victory', petition: FeedPetition | null): Words {
  const sentence = words.petition[how === 'victory' ? 'victoryText' : 'closedText']
  return petition === null || petition.outcome === null
    ? text(sentence)
    : html(renderMarkdown(petition.outcome, FEED_HEADING), petition.language)
}

const text = (value: string, language?: string): Words => ({
  type: 'text',
  value,
  ...(language === undefined ? {} : { language }),
})

const html = (value: string, language: string): Words => ({ type: 'html', value, language })

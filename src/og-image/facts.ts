/** The content of a petition's Open Graph image, as the edge sends it to the Open Graph Worker. */
import type { Locale } from '../../schema/locales.ts'
import type { CountResponse } from '../../schema/petition.ts'
import { catalogue } from '../i18n/catalogue.ts'

export interface OgFacts {
  /** Of the page; the title has its own. */
  direction: 'ltr' | 'rtl'
  title: string
  /** BCP 47, of the title. */
  titleLanguage: string
  /** Formatted for the language; null if nobody has signed an open petition. */
  number: string | null
  /** The noun after the number, or the text shown instead of it. */
  noun: string
  /** `share` is between 0 and 1. */
  goal: { label: string; share: number } | null
  /** Null while the petition is open. */
  ending: { label: string; victory: boolean } | null
}

export function ogFacts(
  locale: Locale,
  { title, language }: { title: string; language: string },
  { count, goal, state }: Pick<CountResponse, 'count' | 'goal' | 'state'>,
): OgFacts {
  const { direction, number, petition: words } = catalogue(locale)
  const open = state === 'open'
  const unsigned = open && count === 0
  return {
    direction,
    title,
    titleLanguage: language,
    number: unsigned ? null : number(count),
    noun: unsigned ? words.toForm : words.signatures(count),
    goal: open && goal !== null ? { label: words.nextGoal(goal), share: Math.min(count / goal, 1) } : null,
    ending: open ? null : { label: state === 'victory' ? words.victory : words.closed, victory: state === 'victory' },
  }
}

/** The lists of petitions on the home page. */
import type { PetitionImage, PetitionState } from './petition.ts'

/** A list has the petitions of one state. */
export const LISTS = ['open', 'victory', 'closed'] as const
export type List = (typeof LISTS)[number]

/** What a card shows of a petition. */
export interface Card {
  id: number
  slug: string
  title: string
  addressee: string
  /** BCP 47, of the title and the addressee. */
  language: string
  state: PetitionState
  /** Milliseconds since the epoch. */
  closesAt: number | null
  timeZone: string
  image: Pick<PetitionImage, 'hash' | 'width' | 'height'> | null
  /** The public count. */
  count: number
}

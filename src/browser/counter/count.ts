/** Reads the count of a petition, and believes only what can be true of it. */
import { getJson } from './get.ts'
import { ENGLISH } from './words.ts'

/** What the API answers. Of `goal`, `perMinute` and `lastDay` nothing is sure, not even that they are there. */
export interface Count {
  petition: string
  count: number
  state: 'open' | 'closed' | 'victory'
  goal: number
  perMinute: number
  lastDay: number
}

/** Undefined when there is no true count to be had. Never rejects. */
export async function readCount(petition: string): Promise<Count | undefined> {
  const answer = await getJson<Count>(`/api/petitions/${petition}/count`)
  // A state that there is no word for is none that this script knows.
  if (answer?.petition === petition && isAbove(-1, answer.count) && ENGLISH[answer.state]) return answer
}

/** Whether it is a whole number (of 32 bits: there are not as many people) and greater than `least`. */
export const isAbove = (least: number, value: number): boolean => value >>> 0 === value && value > least

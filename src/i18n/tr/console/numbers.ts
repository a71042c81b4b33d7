/** Numbers, and the nouns after them. */
import { formatter } from '../../format.ts'

export const { number } = formatter('tr')

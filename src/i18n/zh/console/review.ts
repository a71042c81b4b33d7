import type { ConsoleWords } from '../../en/console.ts'

export const review: ConsoleWords['review'] = {}

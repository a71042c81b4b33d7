import type { ConsoleWords } from '../../en/console.ts'

export const contacts: ConsoleWords['contacts'] = {}

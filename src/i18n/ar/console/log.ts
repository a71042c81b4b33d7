import type { ConsoleWords } from '../../en/console.ts'

export const log: ConsoleWords['log'] = {}

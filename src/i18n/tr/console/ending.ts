import type { ConsoleWords } from '../../en/console.ts'

export const ending: ConsoleWords['ending'] = {}

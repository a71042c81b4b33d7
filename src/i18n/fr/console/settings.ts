import type { ConsoleWords } from '../../en/console.ts'

export const settings: ConsoleWords['settings'] = {}

import type { ConsoleWords } from '../../en/console.ts'

export const operator: ConsoleWords['operator'] = {}

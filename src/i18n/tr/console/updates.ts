import type { ConsoleWords } from '../../en/console.ts'

export const updates: ConsoleWords['updates'] = {}

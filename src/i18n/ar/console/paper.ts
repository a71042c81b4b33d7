import type { ConsoleWords } from '../../en/console.ts'

export const paper: ConsoleWords['paper'] = {}

import type { ConsoleWords } from '../../en/console.ts'

export const share: ConsoleWords['share'] = {}

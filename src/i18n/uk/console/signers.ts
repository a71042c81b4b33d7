import type { ConsoleWords } from '../../en/console.ts'

export const signers: ConsoleWords['signers'] = {}

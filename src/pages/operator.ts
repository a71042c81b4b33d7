/**
 * Who runs this instance. Every page names the operator, who is the same on all of them: it is set when the settings are
 * read, and not passed through each route and page. Null before that, as where a page is rendered on its own.
 */
import type { Operator } from '../settings.ts'

let operator: Operator | null = null

export const setOperator = (current: Operator): void => {
  operator = current
}

export const currentOperator = (): Operator | null => operator

/** Where people reach the operator. */
export const contactHref = ({ contact }: Pick<Operator, 'contact'>): string =>
  contact.kind === 'email' ? `mailto:${contact.address}` : contact.url

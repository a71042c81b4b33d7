/** Who does what a test does to a petition, for the audit log. */
import type { Actor } from '../../schema/audit.ts'

export const BY_OPERATOR: Actor = { kind: 'operator', id: null }

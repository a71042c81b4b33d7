/**
 * The kinds of D1 errors. D1 has no error codes, only texts; these are from
 * https://developers.cloudflare.com/d1/observability/debug-d1/.
 */
const TRANSIENT = [
  'Network connection lost',
  'storage caused object to be reset',
  'reset because its code was updated',
  'Internal error in D1',
  'Cannot resolve D1 DB due to transient issue',
  'client disconnected',
]
const OVERLOADED = ['overloaded', 'exceeded timeout', 'memory limit', 'CPU time limit', 'Too many API requests']

/** `transient`: a retry may succeed at once. `overloaded`: retry later. `fault`: a retry changes nothing. */
export function classifyD1Error(error: unknown): 'transient' | 'overloaded' | 'fault' {
  const text = messagesOf(error).join(' ')
  if (TRANSIENT.some((part) => text.includes(part))) return 'transient'
  if (OVERLOADED.some((part) => text.includes(part))) return 'overloaded'
  return 'fault'
}

/** An error's own message and those of its causes: drizzle wraps D1's. */
export const messagesOf = (error: unknown): string[] =>
  error instanceof Error ? [error.message, ...messagesOf(error.cause)] : []

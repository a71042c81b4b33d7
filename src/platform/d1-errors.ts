/**
 * Which D1 faults pass by themselves. D1 tells them by text alone; the texts are those of
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

/** `transient`: the same may succeed at once. `overloaded`: ease off first. `fault`: trying again changes nothing. */
export function classifyD1Error(error: unknown): 'transient' | 'overloaded' | 'fault' {
  const text = messagesOf(error).join(' ')
  if (TRANSIENT.some((part) => text.includes(part))) return 'transient'
  if (OVERLOADED.some((part) => text.includes(part))) return 'overloaded'
  return 'fault'
}

/** An error's own message and those of its causes: drizzle wraps D1's. */
export const messagesOf = (error: unknown): string[] =>
  error instanceof Error ? [error.message, ...messagesOf(error.cause)] : []

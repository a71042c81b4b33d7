import type { EventOf, LogLevel } from '../log-events.ts'

/**
 * One JSON object a line: `{level, event, …}`. Events are those of src/log-events.ts, each with its level. Facts are ids, counts and
 * states, never a name, an email address, an IP address or a body.
 */
export interface Log {
  info(event: EventOf<'info'>, facts?: Facts): void
  warn(event: EventOf<'warn'>, facts?: Facts): void
  error(event: EventOf<'error'>, facts?: Facts): void
}

export type Facts = Record<string, unknown>

const write =
  (level: LogLevel) =>
  (event: string, facts: Facts = {}): void => {
    // Errors have no enumerable members: JSON would show them as {}.
    console[level](
      JSON.stringify({ level, event, ...facts }, (_, value: unknown) =>
        value instanceof Error ? innermost(value) : value,
      ),
    )
  }

export const log: Log = { info: write('info'), warn: write('warn'), error: write('error') }

/** Only the innermost cause: the errors around it may quote the values of a query. */
function innermost(error: Error): string {
  return error.cause instanceof Error ? innermost(error.cause) : `${error.name}: ${error.message}`
}

/** An error that the user can fix: its message says how. Anything else that is thrown is a bug. */
export const EXIT_FAILED = 1
export const EXIT_USAGE = 2

export class Failure extends Error {
  override name = 'Failure'
  readonly exitCode: number
  constructor(message: string, exitCode = EXIT_FAILED) {
    super(message)
    this.exitCode = exitCode
  }
}

/**
 * The exit code of a command: what `work` returns, or that of the failure that ended it. `unexpected` is said before any other error,
 * `after` after the message of a failure.
 */
export async function exitCodeOf(
  work: () => Promise<number>,
  { unexpected, after = '' }: { unexpected: string; after?: string },
): Promise<number> {
  try {
    return await work()
  } catch (error) {
    // The reader closed the output early, as `head` does.
    if (systemCode(error) === 'EPIPE') return EXIT_FAILED
    if (error instanceof Failure) {
      console.error(`${error.message}${after}`)
      return error.exitCode
    }
    console.error(unexpected, error)
    return EXIT_FAILED
  }
}

/** What `parse` makes of the arguments. What it throws is a failure of usage. */
export function parsed<T>(parse: () => T, usage: (message: string) => Failure): T {
  try {
    return parse()
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error))
  }
}

/** The code of a system error, like ENOENT; null for any other. */
export const systemCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

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

/** The code of a system error, like ENOENT; null for any other. */
export const systemCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

/** Prints the count of a run as its last line, in a form that a build can read: `N passed, N failed`. */
import type { Reporter, TestModule } from 'vitest/node'

export class ClosingCount implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    // An error outside of any test is a failure of the run.
    const count = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++
      // A file that cannot be loaded has no tests to fail.
      if (module.errors().length > 0) count.failed++
    }
    const skipped = count.skipped + count.pending
    const line = `${count.passed} passed, ${count.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
    // After every other reporter has had its say.
    process.once('exit', () => console.log(line))
  }
}

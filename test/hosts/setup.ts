/** Before each file of tests: nothing is skipped for want of a program. */
import { missingPackages } from './needs.ts'

const missing = missingPackages()
if (missing.length > 0) {
  throw new Error(`The tests of hosts need more Debian packages: apt-get install ${missing.join(' ')}`)
}

/**
 * `npm run test:pages` runs every browser test, with every page in every language, width and colour scheme. Each page takes a processor a
 * second or more, so `npm test` has a part: the files in which what breaks is most often seen first, and of them what `dose` says.
 */

/** Whether all is looked at. */
const isWhole = process.env['PAGES'] === 'all'

/** A campaign by phone, and parts of pages and embeds. */
const FILES = ['buttons', 'console', 'frame', 'progress']
export const BROWSER_TESTS = isWhole ? ['test/browser/*.test.ts'] : FILES.map((name) => `test/browser/${name}.test.ts`)

export const dose = <const T>(all: readonly T[], part: readonly NoInfer<T>[]): readonly T[] => (isWhole ? all : part)

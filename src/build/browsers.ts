/** The scripts for browsers, and the browsers that they run in. */

/** The oldest supported browsers (decision 023), as esbuild names them. It adds no built-in that one of them lacks. */
export const BROWSERS = ['chrome100', 'firefox100', 'safari15.4']

/** By the name of the bundle. */
export const BROWSER_SCRIPTS = {
  widget: 'src/browser/counter/define.ts',
  embed: 'src/browser/frame/around.ts',
  frame: 'src/browser/frame/inside.ts',
  'sign-form': 'src/browser/sign-form/sign-form.ts',
  share: 'src/browser/share/enable.ts',
  'embed-page': 'src/browser/embed-page/embed-page.ts',
  'console-count': 'src/browser/console/count.ts',
  'console-draft': 'src/browser/console/draft.ts',
  'console-image': 'src/browser/console/image.ts',
  'console-key': 'src/browser/console/console-key.ts',
  'console-contacts': 'src/browser/console/console-contacts.ts',
  'console-contacts-worker': 'src/browser/console/console-contacts-worker.ts',
  'console-import': 'src/browser/console/console-import.ts',
  'console-import-worker': 'src/browser/console/console-import-worker.ts',
  'console-passkey': 'src/browser/console/passkey.ts',
}

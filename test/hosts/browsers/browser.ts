/** What the tests do in each browser, however it is driven. */
import { launchChromium } from './chromium.ts'
import { launchFirefox } from './firefox.ts'
import { launchWebKit } from './webkit.ts'

export interface HostBrowser {
  /** The directory in which it saves what a page offers for saving. */
  downloads: string
  /** A window with an empty cache and no cookies. */
  open: (url: string) => Promise<HostPage>
  close: () => Promise<void>
}

export interface HostPage {
  goTo: (url: string) => Promise<void>
  /** The value of a JavaScript expression in the page, or in the iframe that the selector `frame` names. */
  read: <T>(expression: string, frame?: string) => Promise<T>
  /** By the keyboard. */
  type: (selector: string, text: string) => Promise<void>
  /** A file of this machine, in a field for files. */
  choose: (selector: string, file: string) => Promise<void>
  /** By the mouse. */
  click: (selector: string) => Promise<void>
  close: () => Promise<void>
}

export const BROWSERS: Record<'Chromium' | 'Firefox' | 'WebKit', () => Promise<HostBrowser>> = {
  Chromium: launchChromium,
  Firefox: launchFirefox,
  WebKit: launchWebKit,
}

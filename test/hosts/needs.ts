/**
 * What the tests of hosts run against, from Debian. If something is missing, the run fails and says what to install. As a
 * command, it prints the missing packages.
 */
import { existsSync, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
export const WORDPRESS = '/usr/share/wordpress'
export const FIREFOX = '/usr/bin/firefox-esr'
export const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver'
const MINI_BROWSER = '/usr/lib/*/webkit2gtk-4.1/MiniBrowser'

/** A command in the PATH (of daemons, too), or a pattern of files; with the Debian package that has it. */
const NEEDS = [
  [CHROMIUM, 'chromium'],
  [FIREFOX, 'firefox-esr'],
  [WEBKIT_DRIVER, 'webkit2gtk-driver'],
  [MINI_BROWSER, 'webkit2gtk-driver'],
  ['Xvfb', 'xvfb'],
  [`${WORDPRESS}/wp-load.php`, 'wordpress'],
  [`${WORDPRESS}/wp-content/languages/ar.mo`, 'wordpress-l10n'],
  [`${WORDPRESS}/wp-content/themes/twentytwentyone`, 'wordpress-theme-twentytwentyone'],
  [`${WORDPRESS}/wp-content/themes/twentytwentythree`, 'wordpress-theme-twentytwentythree'],
  ['php', 'php-cli'],
  ['/usr/share/php*/mysql*/mysqli.ini', 'php-mysql'],
  ['mariadbd', 'mariadb-server'],
  ['mariadb-install-db', 'mariadb-server'],
] as const

const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']

const isThere = (need: string): boolean =>
  need.startsWith('/') ? globSync(need).length > 0 : FOLDERS.some((folder) => existsSync(join(folder, need)))

/** The daemon may not be in the PATH. */
export const MARIADBD = FOLDERS.map((folder) => join(folder, 'mariadbd')).find((file) => existsSync(file)) ?? 'mariadbd'
export const miniBrowser = (): string => globSync(MINI_BROWSER)[0] ?? MINI_BROWSER

export const missingPackages = (): string[] => [
  ...new Set(NEEDS.filter(([need]) => !isThere(need)).map(([, debianPackage]) => debianPackage)),
]

if (import.meta.main) console.log(missingPackages().join('\n'))

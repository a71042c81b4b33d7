/**
 * Style sheets that pages put around a counter: ten written after what themes of content management systems and CSS resets do,
 * and those of the WordPress themes that Debian's `wordpress` installs, which are read from this machine and not part of this
 * repository.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'

const THEMES = '/usr/share/wordpress/wp-content/themes'

const OWN: Record<string, string> = {
  'everything inherits': `*, *::before, *::after { box-sizing: border-box; margin: 0; padding: 0; border: 0; font: inherit; color: inherit; vertical-align: baseline }
    html { font-size: 62.5% } body { font: 2rem/1.9 Georgia, serif; color: #333 }`,
  'everything unset': `petition-counter *, .entry-content * { all: unset } .entry-content { letter-spacing: .2em; word-spacing: 1em }
    * { line-height: 3 }`,
  'a magazine': `.entry-content { text-align: justify; text-indent: 2em; hyphens: auto; line-height: 2.2; font: italic 21px/2.2 Georgia, serif }
    .entry-content > * { margin: 0 0 2em; text-indent: 3em } .entry-content::first-letter { font-size: 4em }`,
  'a menu': `.entry-content { white-space: nowrap; text-transform: uppercase; letter-spacing: 4px; font-variant: small-caps; list-style: none }`,
  'a card that is a link': `.entry-content { text-align: center; cursor: pointer; user-select: none; text-decoration: underline wavy red; text-shadow: 1px 1px 2px black; font-weight: 900 }`,
  'a slide': `.entry-content { font-size: 0; line-height: 0; word-break: break-all; white-space: pre; tab-size: 16; letter-spacing: -.1em }`,
  'an app': `* { min-width: 0; -webkit-tap-highlight-color: transparent; touch-action: manipulation; word-break: keep-all; overflow-wrap: normal; text-wrap: nowrap }
    body { line-height: 1; font: 300 13px/1 monospace; font-feature-settings: "tnum"; font-kerning: none; text-rendering: geometricPrecision }`,
  'a page from right to left': `.entry-content { direction: rtl; text-align: right; text-align-last: justify; unicode-bidi: plaintext; word-spacing: 20px; border-collapse: collapse; border-spacing: 9px }`,
  'a poster': `petition-counter { letter-spacing: 1em; font: bold 40px/3 serif; text-transform: capitalize; text-align: end; text-indent: -9999px }`,
  'important rules': `.entry-content *, petition-counter { font: 30px/2 serif !important; letter-spacing: 3px !important; white-space: nowrap !important; text-align: justify !important; text-transform: uppercase !important; color: red !important; line-break: anywhere !important }`,
}

const themes = globSync(`${THEMES}/*/style.css`).toSorted()
if (!existsSync(THEMES))
  console.warn(`Skipped: there are no WordPress themes in ${THEMES}. Install Debian's wordpress.`)

/** The names and the text of the style sheets. */
export const RESETS: [string, string][] = [
  ...Object.entries(OWN),
  ...themes.map((file): [string, string] => [`WordPress: ${basename(dirname(file))}`, readFileSync(file, 'utf8')]),
]

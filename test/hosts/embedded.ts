/** What an embed shows, as expressions for `HostPage.read`. */

/** The line with the number, of the first counter of the page. Empty while the fallback shows. */
export const COUNT = `(() => {
  const root = document.querySelector('petition-counter')?.shadowRoot
  return [...(root?.querySelectorAll('[part=number],[part=noun]') ?? [])].map((part) => part.textContent).join('')
})()`

/** Signs in the frame of the form, whose fields no driver can type into. */
export const signing = (name: string, email: string): string => `(() => {
  for (const [id, text] of Object.entries(${JSON.stringify({ name, email })})) document.querySelector('#' + id).value = text
  document.querySelector('#name').dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
  document.querySelector('.sign button[type=submit]').click()
  return true
})()`
export const HAS_FORM = `document.querySelector('#name') !== null`
/** Empty before there are any. */
export const THANKS = `document.querySelector('.thanks h2')?.textContent ?? ''`

const HEIGHT_MIN_PX = 100
const HEIGHT_MAX_PX = 300

export interface Box {
  isFrame: boolean
  isVisible: boolean
  /** WordPress shows the quote until the iframe has sent its height. */
  hasQuote: boolean
  /** High enough for a counter, and no higher than it needs. */
  isSized: boolean
  heightPx: number
}

export const FRAME = 'iframe[src*="/embed/demo"]'

/** The box of the iframe, or of the counter where there is no iframe; null where there is neither. */
export const BOX = `(() => {
  const embed = document.querySelector('${FRAME}') ?? document.querySelector('petition-counter')
  if (embed === null) return null
  // WordPress hides by these two.
  const { position, clip, visibility } = getComputedStyle(embed)
  const { width, height } = embed.getBoundingClientRect()
  const quote = document.querySelector('blockquote.wp-embedded-content')
  return {
    isFrame: embed.localName === 'iframe',
    isVisible: position !== 'absolute' && clip === 'auto' && visibility === 'visible' && width > 200,
    hasQuote: quote !== null && getComputedStyle(quote).display !== 'none',
    isSized: height >= ${HEIGHT_MIN_PX} && height <= ${HEIGHT_MAX_PX},
    heightPx: height,
  }
})()`

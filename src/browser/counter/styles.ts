/**
 * The counter's style sheet, which the build makes smaller. It is constructed, not inline, so that it needs nothing of the
 * page's Content-Security-Policy. Sizes hang on the reader's own font size and colours on the page's `color-scheme`, unless
 * `theme` says otherwise; sides are logical. The bar is drawn by hand, since `accent-color` chooses the colour of what is
 * empty by contrast: beside a dark accent it looks full. What is only spoken is a pixel wide: it stands where the words
 * end, and with all its width a small screen would scroll sideways. The order is the one that compresses best.
 */
export const STYLES = `
:host {
  width: min(17em, 100%);
  display: inline-block;
  font: medium/1.4 var(--petition-font, system-ui);
}
:host([theme=dark]) { color-scheme: dark }
:host([theme=light]) { color-scheme: light }
:host([size=small]) { font-size: small }
:host([size=large]) { font-size: x-large }
div {
  padding: 1em;
  background: var(--petition-background, Canvas);
  color: var(--petition-text, CanvasText);
  border-radius: var(--petition-radius, 12px);
  border: 1px solid #8888;
  overflow-wrap: break-word;
}
p { margin: 0 }
b { font-size: 2em }
[role] { position: absolute; opacity: 0; width: 1px; overflow: hidden; white-space: nowrap }
::-moz-progress-bar { background: var(--petition-accent, #c31) }
::-webkit-progress-value { background: var(--petition-accent, #c31) }
::-webkit-progress-bar { background: none }
progress { width: 100%; appearance: none; height: .5em; border-radius: 8px; overflow: hidden; background: #8888 }
a { display: block; margin-top: .5em; color: inherit }
[part=open] {
  background: var(--petition-accent, #c31);
  text-align: center;
  text-decoration: none;
  padding: .5em;
  color: var(--petition-on-accent, #fff);
  border-radius: 8px;
  font-weight: bold;
}
:host([hidden]), [hidden], slot:not([hidden]) + div { display: none }
`

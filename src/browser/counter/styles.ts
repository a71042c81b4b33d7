/**
 * The counter's style sheet, minified by the build. It is constructed, because the page's Content-Security-Policy may not allow
 * inline styles. Sizes follow the reader's font size and colours the page's `color-scheme`, unless `theme` is set; sides are
 * logical. The bar does not use `accent-color`, which chooses the colour of the track by contrast: beside a dark accent an
 * empty bar looks full. Text for screen readers is one pixel wide: at full width, small screens would scroll sideways. The
 * rules are in the order that compresses best.
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
:host([size=large]) a { font-size: .8em }
div {
  padding: min(1em, 6%);
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
  padding: .5em 0;
  color: var(--petition-on-accent, #fff);
  border-radius: 8px;
  font-weight: bold;
}
:host([hidden]), [hidden], slot:not([hidden]) + div { display: none }
`

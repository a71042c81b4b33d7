/**
 * The counter's style sheet, which the build makes smaller. It is constructed, not inline, so that it needs nothing of the
 * page's Content-Security-Policy. Sizes hang on the reader's own font size and colours on `color-scheme`, never on the
 * page's root; sides are logical.
 */
export const STYLES = `
:host {
  display: inline-block;
  width: min(17em, 100%);
  font: medium/1.4 var(--petition-font, system-ui);
  color-scheme: light dark;
}
:host([theme=light]) { color-scheme: light }
:host([theme=dark]) { color-scheme: dark }
:host([size=small]) { font-size: small }
:host([size=large]) { font-size: x-large }
div {
  padding: 1em;
  border: 1px solid #8888;
  border-radius: var(--petition-radius, 12px);
  background: var(--petition-background, Canvas);
  color: var(--petition-text, CanvasText);
}
b { font-size: 2em }
p { margin: 0 }
progress { width: 100%; accent-color: var(--petition-accent, #c31) }
a { display: block; margin-top: .5em; color: inherit }
[part=open] {
  padding: .5em;
  border-radius: 8px;
  text-align: center;
  background: var(--petition-accent, #c31);
  color: var(--petition-on-accent, #fff);
  font-weight: bold;
  text-decoration: none;
}
[role] { position: absolute; opacity: 0 }
:host([hidden]), [hidden], slot:not([hidden]) + div { display: none }
`

/**
 * The counter's style sheet, minified by the build. It is constructed, because the page's Content-Security-Policy may not allow
 * inline styles. Sizes follow the reader's font size and colours the page's `color-scheme`, unless `theme` is set; sides are
 * logical. Text for screen readers is one pixel wide: at full width, small screens would scroll sideways. The rules are in the
 * order that compresses best.
 *
 * The page's rules apply to the element itself, and what it inherits from them is inherited by the shadow tree: `div` starts
 * again from initial values, except for what must follow the page. The font is important, because the width is measured in it, and so is what text shrinks by:
 * in a shadow tree, an important rule of `:host` overrules the page's.
 *
 * Words shrink in a narrow box instead of being cut: the longest of them, in bold and in the widest font, takes ten times its
 * font size (`cqi` is a hundredth of the box's width). Browsers without container queries cut them. A box whose content has no
 * influence on its width needs a minimum of its own.
 *
 * The bar does not use `accent-color`, which chooses the colour of the track by contrast: beside a dark accent an empty bar
 * looks full. On a dark page it has a lighter blue, where the browser knows `light-dark()`, and otherwise one that is seen on both.
 */
export const STYLES = `
div {
  all: initial;
  font: inherit;
  display: block;
  padding: 1em;
  font-size: min(1em, 8cqi);
  color-scheme: inherit;
  overflow-wrap: break-word;
  background: var(--petition-background, Canvas);
  color: var(--petition-text, CanvasText);
  visibility: inherit;
  border: 1px solid #8888;
  border-radius: var(--petition-radius, 12px);
}
:host {
  width: min(17em, 100%);
  display: inline-block;
  font: medium/1.4 var(--petition-font, system-ui)!important;
  container-type: inline-size!important;
  contain-intrinsic-width: 11em;
}
::-moz-progress-bar { background: currentColor; min-width: .5em }
:host([size=large]) { font-size: x-large!important }
p { margin: 0 }
#title { font-weight: bold }
#status { padding: 1px; position: absolute; white-space: nowrap; contain: strict }
b { font-size: 2em }
::-webkit-progress-value { background: currentColor; min-width: .5em }
:host([hidden]), [hidden], slot:not([hidden]) + div { display: none }
::-webkit-progress-bar { background: none }
progress {
  color: var(--petition-accent, #36c);
  background: #8888;
  border-radius: 8px;
  width: 100%;
  appearance: none;
  overflow: hidden;
  height: .5em;
}
@supports (color: light-dark(red, red)) { progress { color: var(--petition-accent, light-dark(#1c4587, #a9c3ff)) } }
:host([size=small]) { font-size: small!important }
[part=open] {
  font-weight: bold;
  background: var(--petition-accent, #1c4587);
  text-decoration: none;
  padding: .5em 0;
  text-align: center;
  border-radius: 8px;
  color: var(--petition-on-accent, #fff);
}
a { margin-top: .5em; color: inherit; display: block }
:host([theme=light]) { color-scheme: light }
:host([theme=dark]) { color-scheme: dark }
`

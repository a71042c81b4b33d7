/** The colours of a scheme, for pages whose scheme is chosen. */
export const LIGHT = `
  --paper: #faf8f4; --card: #ffffff; --ink: #1d1b18; --soft: #5d574e; --line: #ddd6ca;
  --edge: #857d71; --sunk: #f3efe7; --focus: #b25000;
  --accent: #1c4587; --on-accent: #ffffff; --accent-soft: #e5ecf8;
  --danger: #a8230f; --on-danger: #ffffff; --danger-soft: #fbe7e2;
  --warn: #7a4f00; --warn-soft: #fbf0d3; --good: #1e6b3a; --good-soft: #e1f1e6;
`
export const DARK = `
    --paper: #171513; --card: #211e1b; --ink: #f0ece4; --soft: #b7ae9f; --line: #3b3630;
    --edge: #8f8678; --sunk: #1b1816; --focus: #ffb454;
    --accent: #a9c3ff; --on-accent: #0c1a3a; --accent-soft: #232c42;
    --danger: #ff9b85; --on-danger: #2a0d06; --danger-soft: #3d221b;
    --warn: #f0c674; --warn-soft: #362b14; --good: #7fd09d; --good-soft: #1a3324;
`

/**
 * Colours and fonts of every page, light and dark. `accent` is all that can be done, `danger` what is wrong or cannot be undone,
 * `warn` what waits for a decision, `good` what is done. Text has a contrast of at least 5.6:1 on what it lies on, and the borders
 * of controls 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).
 */
export const TOKENS = `
:root {
  color-scheme: light dark;${LIGHT}  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, "Noto Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {${DARK}}
}
`

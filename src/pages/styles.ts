/**
 * The style sheet of all pages. It is small and inline, so that a phone on a slow connection needs no second request to show
 * the page; the Content-Security-Policy names its hash instead of allowing inline styles.
 */
import { TOKENS } from './tokens.ts'

const SHEET = `
${TOKENS}
*, *::before, *::after { box-sizing: border-box; }
html { font: 100%/1.6 var(--sans); background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0; overflow-wrap: anywhere; text-autospace: normal; }
[hidden] { display: none !important; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
h1, h2, h3, h4 { font-family: var(--serif); line-height: 1.2; text-wrap: balance; margin: 0; font-weight: 600; }
.masthead { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 1rem; padding: .75rem clamp(1rem, 4vw, 3rem); border-bottom: 1px solid var(--line); }
.brand { display: flex; align-items: center; gap: .6rem; font: 600 1.125rem var(--serif); color: var(--ink); text-decoration: none; padding: .25rem 0; }
.logo { flex: none; fill: var(--accent); stroke: var(--on-accent); }
.skip { position: absolute; inset-inline-start: 1rem; inset-block-start: .5rem; z-index: 2; padding: .5rem 1rem; border-radius: 8px; background: var(--card); }
.skip:not(:focus) { width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); }
.languages { position: relative; font-size: .9375rem; }
.languages summary { margin: 0; padding: .45rem .8rem; border-radius: 999px; box-shadow: inset 0 0 0 1px var(--line); font-weight: 400; }
.languages ul { position: absolute; inset-inline-end: 0; z-index: 3; list-style: none; margin: .35rem 0 0; padding: .4rem; min-width: min(11rem, 75vw); background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 8px 24px rgb(0 0 0 / .15); }
.languages a { display: block; padding: .45rem .8rem; border-radius: 8px; color: var(--ink); text-decoration: none; }
.languages a:hover { background: var(--accent-soft); }
.languages [aria-current] { font-weight: 600; background: var(--accent-soft); }
:lang(ar), :lang(ar) * { letter-spacing: 0 !important; }
main { margin: 0 auto; padding: clamp(1.5rem, 4vw, 3.5rem) clamp(1rem, 4vw, 3rem) 4rem; }
.narrow { max-width: 44rem; }
.lead { font-size: 1.2rem; color: var(--soft); margin: .75rem 0 2rem; }
.eyebrow { font: 600 .8125rem var(--sans); letter-spacing: .08em; text-transform: uppercase; color: var(--soft); margin: 0 0 .75rem; }
.narrow h1 { font-size: clamp(2rem, 6vw, 3rem); }
.cards { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
.cards a { display: grid; gap: .25rem; padding: 1.25rem 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; text-decoration: none; color: var(--soft); }
.cards a:hover { border-color: var(--accent); }
.cards .card-facts { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; } .card-facts :first-child { color: var(--ink); font-weight: 600; }
.chip { padding: .1rem .6rem; border-radius: 999px; font-size: .875rem; font-weight: 600; background: var(--line); color: var(--ink); } .chip-victory { background: var(--good); color: var(--paper); }
.left { display: inline-block; color: var(--good); font-weight: 600; } .facts time { margin-inline-end: .6rem; }
.search { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.5rem 0 2rem; } .search input { flex: 1 1 14rem; } .search .button { font-size: 1rem; }
.narrow section + section { margin-top: 2.5rem; } .way { margin: 1.25rem 0 0; }
.cards strong { font: 600 1.375rem/1.25 var(--serif); color: var(--ink); }
.cards img { width: 100%; height: auto; aspect-ratio: 2 / 1; object-fit: cover; margin: 0 0 .6rem; border-radius: 8px; background: var(--sunk); }
.petition { max-width: 76rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem clamp(2rem, 5vw, 4.5rem); }
.headline h1 { font-size: clamp(1.85rem, 1.3rem + 2.2vw, 2.875rem); letter-spacing: -.01em; }
.headline, .body { max-width: 42rem; }
.state { display: inline-block; margin: 0 0 1rem; padding: .3rem .8rem; border-radius: 999px; font-weight: 600; font-size: .9375rem; background: var(--line); color: var(--ink); }
.state-victory { background: var(--good); color: var(--paper); }
.facts { margin: 1.5rem 0 0; display: grid; grid-template-columns: fit-content(42%) minmax(0, 1fr); gap: .6rem .9rem; max-width: 60ch; }
.facts div { display: contents; } .facts dt { color: var(--soft); } .facts dd { margin: 0; }
.ending { margin: 0 0 2.5rem; padding: 1.25rem 1.5rem; border-inline-start: 4px solid var(--soft); background: var(--card); border-radius: 8px; }
.ending.victory { border-color: var(--good); }
.ending p:first-child { margin: 0; } .ending h2 { font-size: 1.3rem; margin: 1.25rem 0 .5rem; } .ending .prose > :last-child { margin-bottom: 0; }
.image { display: block; width: 100%; height: auto; margin: 1.5rem 0 0; border-radius: 12px; }
.updates h2 { font-size: 1.5rem; } .updates article { padding: 1.25rem 0 0; scroll-margin-top: 1rem; } .updates h3 { font-size: 1.2rem; }
.updates .note { margin: .2rem 0 .6rem; } .updates .prose { font-size: 1.0625rem; } .updates article + article { border-top: 1px solid var(--line); margin-top: 1.25rem; } .narrow .updates { margin: 1.75rem 0; }
.for-partners { margin: 0; font-size: .9375rem; }
.side > .lost { margin: -.75rem 0 0; font-size: .9375rem; } .petition:has(.thanks) .lost { display: none; }
.eyebrow a { color: inherit; } .eyebrow:has(bdi, [dir]) { text-transform: none; letter-spacing: 0; font-size: 1rem; line-height: 1.4; }
.to-report { display: inline-block; margin-inline-start: .75rem; padding-block: .15rem; font-size: .875rem; color: var(--soft); } .signers .to-report { display: block; inline-size: fit-content; margin: 0; }
.note { color: var(--soft); font-size: .9375rem; margin: 0 0 1.25rem; }
.prose { font-family: var(--serif); font-size: 1.1875rem; line-height: 1.65; }
.prose > :first-child { margin-top: 0; }
.prose h2 { font-size: 1.4rem; margin: 2.2em 0 .6em; } .prose h3 { font-size: 1.2rem; margin: 1.8em 0 .6em; } .prose :is(h4, h5, h6) { font-size: 1.0625rem; margin: 1.4em 0 .5em; }
.changed { white-space: normal; } .changed p { margin: .35rem 0 0; } .changed p:first-child { margin: 0; font-weight: 600; } p.chip { display: inline-block; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; gap: .35rem .9rem; } .plain .head > * { margin: 0; } .version h2 { font-size: 1.4rem; } .version h3 { font: 600 .9375rem var(--sans); color: var(--soft); margin: 1rem 0 0; } .plain .version > h2 { margin-top: 0; } .version > p { margin: .6rem 0; } .plain .version > :last-child { margin-bottom: 0; }
.diff p { margin: .6rem 0; } .diff p:not(.note) { font: 1.1rem/1.6 var(--serif); white-space: pre-line; }
ins { background: var(--good-soft); color: var(--good); } del { background: var(--danger-soft); color: var(--danger); }
.prose pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.prose ul, .prose ol { padding-inline-start: 1.4em; } .prose li { margin: .5em 0; }
.prose blockquote { margin: 1.5em 0; padding-inline-start: 1em; border-inline-start: 3px solid var(--line); color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: clamp(1.25rem, 3vw, 2rem); scroll-margin-top: 1rem; }
.count { margin: 0; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .6rem; color: var(--soft); font-size: 1.125rem; }
.first { margin: 0; font: 600 1.75rem/1.2 var(--serif); }
.count strong { font: 600 clamp(2.5rem, 9vw, 3.25rem)/1.1 var(--serif); color: var(--ink); font-variant-numeric: tabular-nums lining-nums; letter-spacing: -.02em; }
progress { appearance: none; display: block; width: 100%; height: .75rem; margin: .9rem 0 .4rem; border: 1px solid var(--edge); border-radius: 999px; background: var(--card); overflow: hidden; }
progress::-webkit-progress-bar { background: var(--card); }
progress::-webkit-progress-value { background: var(--accent); }
progress::-moz-progress-bar { background: var(--accent); }
.goal { margin: 0; color: var(--soft); font-size: .9375rem; }
.lately { margin: .35rem 0 0; color: var(--good); font-size: .9375rem; font-weight: 600; }
.appeal { margin: 1rem 0 0; font-weight: 600; }
.sign h2, .signers h2 { font-size: 1.5rem; margin-bottom: 1rem; }
.field { margin: 0 0 1rem; padding: 0; border: 0; min-width: 0; }
.field > label, summary { display: block; font-weight: 600; padding: 0; margin-bottom: .35rem; }
summary { display: list-item; cursor: pointer; padding: .35rem 0; }
details label { margin-top: .9rem; }
input, textarea, select { width: 100%; font: inherit; color: inherit; padding: .7rem .85rem; background: var(--paper); border: 1px solid var(--edge); border-radius: 8px; }
[aria-invalid="true"] { border-color: var(--danger) !important; box-shadow: 0 0 0 1px var(--danger); }
small { display: block; margin-top: .35rem; color: var(--soft); font-size: .875rem; line-height: 1.45; }
.error { color: var(--danger); font-weight: 600; }
.button { display: inline-block; max-width: 100%; font: 600 1.125rem var(--sans); text-align: center; text-decoration: none; color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: 10px; padding: .85rem min(1.5rem, 9%); cursor: pointer; }
.button:hover { filter: brightness(1.08); } .button:disabled { opacity: .6; cursor: default; }
.sign .button { width: 100%; }
.text-button { font: inherit; padding: .25rem 0; border: 0; background: none; color: var(--accent); text-align: start; text-decoration: underline; cursor: pointer; }
.suggestion { color: var(--ink); } .suggestion:empty { margin: 0; }
.button.quiet { background: transparent; color: var(--accent); border-color: var(--accent); }
.button.danger { background: var(--danger); color: var(--on-danger); }
.consent { margin: .8rem 0 0; font-size: .875rem; color: var(--soft); line-height: 1.45; }
.trap { position: absolute; inset-inline-start: -100vw; width: 1px; height: 1px; overflow: hidden; }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.choice { display: flex; gap: .6rem; align-items: start; margin: 0 0 1rem; }
.choice input { flex: none; inline-size: 1.25rem; block-size: 1.25rem; margin: .1rem 0 0; accent-color: var(--accent); }
.outcome, .notice { white-space: pre-line; margin: 0 0 1rem; padding: .8rem 1rem; border-radius: 8px; border-inline-start: 4px solid var(--accent); background: var(--accent-soft); }
form:has([aria-invalid]) .outcome { border-color: var(--danger); background: var(--danger-soft); }
.sign summary { margin: 0; font-weight: 400; font-size: .875rem; } .choices { margin: 0; } .to-change { color: var(--accent); text-decoration: underline; text-underline-offset: .15em; white-space: nowrap; }
.said:has(+ br) { display: inline-block; max-inline-size: calc(100% - 1.5rem); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; }
.sign form:has(option:checked:not(:default)) .said:not(.live), .sign form:has(option:checked:not(:default)) .said:not(.live) + br { display: none; }
.on-paper { display: none; }
.thanks { outline: none; scroll-margin-top: 3rem; } .petition:has(.thanks) .appeal { display: none; } .thanks:has(.joined) h2 { color: var(--good); } .thanks h3 { font-size: 1.1rem; margin-top: 1.5rem; }
.signers ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .8rem; }
.signers bdi { font-weight: 600; }
.signers blockquote { margin: .2rem 0 0; color: var(--soft); } .signers blockquote bdi { font-weight: 400; }
.docs { max-width: 60rem; } .docs h1 { font-size: 2.25rem; } .docs h2 { margin: 2.5rem 0 .75rem; font-size: 1.4rem; }
.docs code, .docs pre { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.docs .operation { padding: 1rem 0; border-top: 1px solid var(--line); } .docs .operation p { margin: .35rem 0; }
.docs .method { display: inline-block; min-width: 4.5em; font-weight: 700; }
.docs table { border-collapse: collapse; font-size: .9375rem; } .docs th, .docs td { text-align: start; vertical-align: top; padding: .3rem .9rem .3rem 0; }
.docs .token { font-size: .8125rem; padding: .1rem .5rem; border-radius: 999px; background: var(--accent-soft); }
.docs pre { white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 59.99rem) {
  .petition { display: flex; flex-direction: column; align-items: stretch; }
  .side, .stay { display: contents; }
  .progress { order: 1; } .body, .updates, .to-form, .sign { order: 2; } .side > :not(.progress) { order: 3; } .lost { order: 2; }
  .sign { position: relative; z-index: 1; scroll-margin-top: 0; }
  .to-form { position: sticky; inset-block: 0; z-index: 0; margin: 0 -.5rem -1rem; padding: .75rem .5rem; background: var(--paper); }
  .to-form:focus-within { z-index: 2; }
  .to-form .button { display: block; }
}
@media (min-width: 60rem) {
  .petition { grid-template-columns: minmax(0, 1fr) 25rem; grid-template-rows: auto auto 1fr; }
  .headline, .body, .updates { grid-column: 1; }
  .side { grid-column: 2; grid-row: 1 / span 3; display: flex; flex-direction: column; gap: 1.25rem; }
  .stay { flex: 1; }
  .to-form { display: none; }
  .side .consent { font-size: .8125rem; }
}
@media (min-width: 60rem) and (min-height: 30rem) {
  /* In a low window the form scrolls. A shadow says so: the layers that cover it move with the content. */
  .sign { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; padding-block: 1.5rem;
    background: linear-gradient(var(--card), var(--card)) 0 0 / 100% 1.5rem local, linear-gradient(var(--card), var(--card)) 0 100% / 100% 1.5rem local, linear-gradient(var(--line), transparent) 0 0 / 100% 1rem, linear-gradient(transparent, var(--line)) 0 100% / 100% 1rem, var(--card); background-repeat: no-repeat; }
}
@media (min-width: 36rem) {
  .cards a:has(img) { grid-template-columns: 12rem minmax(0, 1fr); column-gap: 1.5rem; align-content: center; }
  .cards img { grid-row: 1 / span 4; height: 100%; min-height: 8rem; margin: 0; aspect-ratio: auto; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #333; --accent: #000; --good: #000; }
  .sign, .share, .signers, .to-form, .to-report, .languages, .skip, .for-partners, .lost { display: none; }
  .petition { display: block; } .headline { margin-bottom: 1.5rem; } .card { border: 0; padding: 1rem 0; } h1, h2, h3 { break-after: avoid; }
  .image { max-width: 100%; width: auto; max-height: 9cm; } progress, .appeal { display: none; }
  .prose a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .8em; overflow-wrap: anywhere; }
  .on-paper { display: flex; align-items: center; gap: 1rem; break-inside: avoid; } .on-paper img { flex: none; width: 3cm; height: 3cm; }
}
/* The share section and the embed page. */
.share h2 { font-size: 1.5rem; } .share h2 + .share-acts { margin-top: .75rem; } .share > p { margin: .5rem 0 1rem; } .share .button { font-size: 1rem; padding: .6rem 1.1rem; } .share details { margin-top: .5rem; }
.share-ways { list-style: none; margin: 1rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.share-ways a { display: inline-block; padding: .5rem .9rem; border: 1px solid var(--line); border-radius: 999px; text-decoration: none; color: var(--ink); }
.share-ways a:hover { border-color: var(--accent); }
.share-acts { display: flex; flex-wrap: wrap; gap: .6rem; margin: 0; }
.qr { display: block; width: 12.5rem; max-width: 100%; height: auto; background: #fff; border-radius: 8px; }
.embed-page { max-width: 52rem; } .embed-page h1 { font-size: clamp(1.85rem, 6vw, 2.75rem); }
.embed-page .card { margin-bottom: 1.5rem; } .embed-page h2 { font-size: 1.4rem; margin-bottom: .6rem; }
.choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); gap: 0 1.25rem; align-items: start; }
.sample { margin: 0 0 1rem; overflow: hidden; } .sample iframe { display: block; border: 0; width: 100%; }
.sample petition-counter { max-width: 100%; }
.sample img { max-width: 100%; height: auto; } .sample img[height="20"] { height: 20px; }
.code { display: flex; flex-wrap: wrap; gap: .6rem; align-items: start; } .code + .code { margin-top: .75rem; }
.code textarea { flex: 1 1 16rem; font: .875rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; resize: vertical; field-sizing: content; max-height: 14rem; }
.code .button { font-size: 1rem; padding: .6rem 1.1rem; }
.error:empty { margin: 0; }
/* After signing: how many have signed, sharing, and the link to withdraw. */
.joined { margin: .75rem 0 0; font: 600 1.25rem/1.35 var(--serif); } .joined + .goal { margin-top: .25rem; } .thanks .joined ~ p { margin-bottom: 0; }
.confirmed h1 { color: var(--good); } .signed-petition { margin: 1.75rem 0 2rem; } .signed-petition .image { max-height: 18rem; object-fit: cover; margin: 0 0 1.25rem; }
.signed-petition .eyebrow { margin: 0; } .signed-petition .note { margin: .75rem 0 0; }
.share-top p { margin: .5rem 0 1rem; } .share-acts:not(:has(> :not([hidden]))) { display: none; } .share-top:has(textarea) .button { flex: 1 1 13rem; font-size: 1.125rem; padding: .85rem 1.1rem; }
/* Where the device has no dialog of its own, copying is the first way. */
.share-top:has(textarea) [hidden] + .button { color: var(--on-accent); background: var(--accent); }
.withdraw h2 { font-size: 1.2rem; margin-bottom: .5rem; } .withdraw p { margin: 0 0 .5rem; color: var(--soft); font-size: .9375rem; }
.withdraw-acts { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: center; } .withdraw-acts a { padding: .25rem 0; } .side > .withdraw { order: 4; } .side > .for-partners { order: 5; }
.narrow > .card { margin-top: 1.5rem; } .narrow > .withdraw + p { margin-top: 1.5rem; }
@media print { .withdraw .text-button { display: none; } .withdraw { break-inside: avoid; } .withdraw a::after { content: " " attr(href); display: block; font-family: monospace; overflow-wrap: anywhere; } }
/* Footer, and the pages of privacy, terms, count and report. */
.foot { padding: 1.5rem clamp(1rem, 4vw, 3rem) 2rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9375rem; }
.foot p { margin: 0 0 .35rem; max-width: 60ch; } .foot ul { list-style: none; margin: .6rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; }
.foot a { display: inline-block; padding: .35rem 0; color: inherit; } @media print { .foot ul { display: none; } }
.button.danger { background: var(--danger, #a8230f); color: var(--card); }
@media (prefers-color-scheme: dark) { .button.danger { background: var(--danger, #ff9b85); } }
.acts { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0; }
.sum { width: 100%; border-collapse: collapse; hyphens: auto; font-variant-numeric: tabular-nums; }
.sum :is(th, td) { padding: .6rem 0; border-bottom: 1px solid var(--line); text-align: start; font-weight: 400; vertical-align: top; } .sum :is(th, td):last-child { text-align: end; padding-inline-start: 1rem; white-space: nowrap; }
.sum :is(th, td):not(:first-child, :last-child) { padding-inline-start: 1rem; }
.sum thead th { font-weight: 600; } .sum tfoot :is(th, td) { border: 0; border-top: 2px solid; font-weight: 700; font-size: 1.2rem; } .card .sum tbody tr:last-child > * { border: 0; } .card .sum tbody tr:first-child > * { padding-top: 0; } .card .sum tfoot tr > * { padding-bottom: 0; }
.lines { white-space: pre-line; }
.plain h2 { font-size: 1.4rem; margin: 2.25rem 0 .6rem; } .plain p { margin: .6rem 0; } .plain li { margin: .4rem 0; } .plain > ul { padding-inline-start: 1.3em; } .plain dl { margin: .6rem 0; } .plain .card { margin: 1.5rem 0; } .plain form .note { margin: 1rem 0 1.25rem; } .plain .lead + p { margin-top: 1.75rem; }
fieldset .choice { margin: 0 0 .5rem; } legend { font-weight: 600; padding: 0; margin-bottom: .5rem; }
`

/** The sheet without comments, line breaks and indents. */
export const STYLES = SHEET.replace(/\/\*[^*]*\*\//g, '')
  .replace(/\n\s*/g, '')
  .trim()

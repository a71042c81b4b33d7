/**
 * The style sheet of the console: a file of its own, which browsers store, since people come back to these pages. Sides are logical, so
 * that pages from right to left need no rules but for what points somewhere.
 */
import { OVERVIEW_STYLES } from './overview/styles.ts'
import { CONTACTS_STYLES } from './contacts/styles.ts'
import { TOKENS } from '../pages/tokens.ts'

const GROUND = `
:root { --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace; }
*, *::before, *::after { box-sizing: border-box; }
html { font: 100%/1.55 var(--sans); background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0; min-block-size: 100vb; display: flex; flex-direction: column; overflow-wrap: anywhere; text-autospace: normal; }
[hidden] { display: none !important; }
a { color: var(--accent); text-underline-offset: .18em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: clamp(1.65rem, 1.35rem + 1.3vw, 2.125rem); }
h2 { font-size: 1.3125rem; }
h3 { font: 600 1rem/1.4 var(--sans); }
p { margin: 0 0 1rem; } p:last-child { margin-block-end: 0; }
ul, ol { margin: 0 0 1rem; padding-inline-start: 1.3em; }
dl, dd, figure { margin: 0; }
code { font: .875em var(--mono); overflow-wrap: anywhere; }
svg { display: block; }
.icon { inline-size: 1.2em; block-size: 1.2em; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; inset-inline-start: 1rem; inset-block-start: .5rem; z-index: 2; padding: .5rem 1rem; border-radius: 6px; background: var(--card); }
.skip:not(:focus) { inline-size: 1px; block-size: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); }
.soft { color: var(--soft); } .note { color: var(--soft); font-size: .9375rem; } .number { font-variant-numeric: tabular-nums lining-nums; }
:lang(ar), :lang(ar) * { letter-spacing: 0 !important; }
`

const FRAME = `
.masthead { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding: .5rem clamp(1rem, 4vw, 2.5rem); border-block-end: 1px solid var(--line); }
.logo { flex: none; fill: var(--accent); stroke: var(--on-accent); } .brand { display: flex; align-items: center; gap: .6rem; font: 600 1.125rem var(--serif); color: var(--ink); text-decoration: none; padding: .55rem 0; margin-inline-end: auto; }
.masthead nav { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
.masthead nav a { display: flex; align-items: center; min-block-size: 2.75rem; color: var(--ink); text-decoration: none; font-size: .9375rem; }
.masthead nav a:hover { text-decoration: underline; }
.masthead [aria-current] { font-weight: 600; box-shadow: inset 0 -2px var(--ink); }
.languages { position: relative; font-size: .9375rem; }
.languages > summary { list-style: none; padding: .6rem .9rem; border-radius: 999px; box-shadow: inset 0 0 0 1px var(--edge); cursor: pointer; }
.languages ul { position: absolute; inset-inline-end: 0; z-index: 3; list-style: none; margin: .35rem 0 0; padding: .4rem; min-inline-size: min(11rem, 75vw); background: var(--card); border: 1px solid var(--line); border-radius: 10px; box-shadow: 0 8px 24px rgb(0 0 0 / .15); }
.languages a { display: block; padding: .55rem .8rem; border-radius: 6px; color: var(--ink); text-decoration: none; }
.languages a:hover, .languages li [aria-current] { background: var(--accent-soft); box-shadow: none; }
.shell { flex: 1; inline-size: 100%; max-inline-size: 80rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2.5rem); }
main { padding: 1.5rem 0 3.5rem; min-inline-size: 0; }
.narrow { max-inline-size: 40rem; margin-inline: auto; } .medium { max-inline-size: 52rem; }
.foot { display: flex; flex-wrap: wrap; gap: 0 1.5rem; padding: 1rem clamp(1rem, 4vw, 2.5rem) 1.5rem; border-block-start: 1px solid var(--line); color: var(--soft); font-size: .875rem; }
.foot > * { display: inline-flex; align-items: center; min-block-size: 2.5rem; color: inherit; } .foot > :first-child { margin-inline-end: auto; }
.context { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; padding-block: 1rem .25rem; }
.context p { margin: 0; font: 600 1.0625rem/1.35 var(--serif); } .context .view { margin-inline-start: auto; display: inline-flex; align-items: center; min-block-size: 2.75rem; font-size: .9375rem; }
.side-nav { display: none; }
.menu { border: 1px solid var(--edge); border-radius: 10px; background: var(--card); margin-block-start: .5rem; }
.menu > summary { display: flex; align-items: center; gap: .6rem; list-style: none; cursor: pointer; padding: .6rem 1rem; min-block-size: 2.75rem; font-weight: 600; }
.menu > summary span { font-weight: 400; color: var(--soft); }
summary::-webkit-details-marker { display: none; }
.menu nav { padding: 0 .5rem .5rem; border-block-start: 1px solid var(--line); }
.places { margin: 0; padding: 0; list-style: none; }
.places-title { font: 600 .8125rem/1.4 var(--sans); color: var(--soft); margin: 1rem 0 .25rem; padding-inline: .7rem; }
.places a { display: flex; justify-content: space-between; align-items: center; gap: .5rem; padding: .42rem .7rem; min-block-size: 2.75rem; border-radius: 6px; color: var(--ink); text-decoration: none; font-size: .9375rem; }
.places a:hover { background: var(--accent-soft); }
.places [aria-current] { background: var(--accent-soft); font-weight: 600; border-inline-start: 3px solid var(--accent); }
@media (min-width: 60rem) {
  .shell.has-places { display: grid; grid-template-columns: 13.5rem minmax(0, 1fr); column-gap: 3.25rem; grid-template-rows: auto 1fr; }
  .context { grid-column: 1 / -1; padding-block: 1rem .75rem; border-block-end: 1px solid var(--line); }
  .menu { display: none; } .side-nav { display: block; padding-block: .75rem 2rem; } .side-nav .places-title:first-child { margin-block-start: .25rem; }
  main { padding-block-start: 2.25rem; }
}
`

const PARTS = `
.back { display: inline-flex; align-items: center; gap: .4rem; min-block-size: 2.75rem; font-size: .9375rem; }
[dir="rtl"] .points { transform: scaleX(-1); }
.page-head { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: .75rem 1.5rem; margin-block-end: 1.5rem; }
.page-head > div { max-inline-size: 42rem; min-inline-size: 0; } .page-head div > p { color: var(--soft); margin: .5rem 0 0; }
.section { margin-block-start: 2.25rem; } .section > h2 { margin-block-end: .75rem; }
.tabs { display: flex; flex-wrap: wrap; gap: 0 1.5rem; border-block-end: 1px solid var(--line); margin: 0 0 1.5rem; padding: 0; list-style: none; }
.tabs a { display: flex; align-items: center; min-block-size: 2.75rem; color: var(--soft); text-decoration: none; } .tabs a:hover { color: var(--ink); text-decoration: underline; }
.tabs [aria-current] { color: var(--ink); font-weight: 600; box-shadow: inset 0 -3px var(--accent); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: clamp(1rem, 2.5vw, 1.5rem); min-inline-size: 0; }
.card + .card, .stat + :is(.card, .notice) { margin-block-start: 1rem; } .card + form { margin-block-start: 1.5rem; } .card > :is(h2, h3):first-child { margin-block-end: .75rem; }
.grid { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); margin-block-start: 1rem; } .grid > .card { margin: 0; }
.list { list-style: none; margin: 0; padding: 0; } .list > li { padding-block: 1rem; border-block-start: 1px solid var(--line); } .list > li:first-child { border: 0; padding-block-start: 0; } .list > li:last-child { padding-block-end: 0; }
.button { display: inline-flex; align-items: center; justify-content: center; gap: .5rem; max-inline-size: 100%; min-block-size: 2.75rem; padding: .5rem 1.1rem; font: 600 1rem/1.3 var(--sans); text-align: center; text-decoration: none; color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: 10px; cursor: pointer; }
.button:hover { filter: brightness(1.12); }
.button.quiet { background: var(--card); color: var(--accent); border-color: var(--edge); } .button.quiet:hover { background: var(--accent-soft); filter: none; }
.button.danger { background: var(--danger); color: var(--on-danger); } .button.quiet.danger { background: var(--card); color: var(--danger); border-color: var(--danger); }
.link-button { font: inherit; color: var(--accent); background: none; border: 0; padding: .35rem 0; min-block-size: 1.5rem; text-decoration: underline; text-underline-offset: .18em; cursor: pointer; text-align: start; } .link-button.danger { color: var(--danger); }
.acts { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1rem; margin-block-start: 1.5rem; }
@media (max-width: 30rem) { .acts > .button, .acts > form, .acts > form > .button { inline-size: 100%; } }
.chip { display: inline-flex; align-items: center; gap: .35rem; font: 600 .8125rem/1.35 var(--sans); padding: .18rem .6rem; border-radius: 999px; background: var(--sunk); color: var(--ink); border: 1px solid var(--line); }
.chip .icon { inline-size: 1em; block-size: 1em; } .chip.good { background: var(--good-soft); color: var(--good); border-color: transparent; } .chip.warn { background: var(--warn-soft); color: var(--warn); border-color: transparent; } .chip.danger { background: var(--danger-soft); color: var(--danger); border-color: transparent; }
.notice { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 .7rem; margin: 0 0 1.5rem; padding: .8rem 1rem; border-radius: 10px; background: var(--accent-soft); border-inline-start: 4px solid var(--accent); }
.notice > .icon { margin-block-start: .15rem; color: var(--accent); } .notice p { margin-block-end: .5rem; } .notice p:last-child { margin: 0; } .notice h2 { font: 600 1rem/1.5 var(--sans); }
.notice.good { background: var(--good-soft); border-color: var(--good); } .notice.good > .icon { color: var(--good); }
.notice.warn { background: var(--warn-soft); border-color: var(--warn); } .notice.warn > .icon { color: var(--warn); }
.notice.danger { background: var(--danger-soft); border-color: var(--danger); } .notice.danger > .icon { color: var(--danger); }
.errors { border: 2px solid var(--danger); border-radius: 14px; background: var(--card); padding: 1rem clamp(1rem, 2.5vw, 1.5rem); margin-block-end: 1.5rem; }
.errors h2 { color: var(--danger); font-size: 1.1875rem; margin-block-end: .5rem; } .errors ul { margin: 0; padding: 0; list-style: none; } .errors .of { display: block; color: var(--ink); font-weight: 400; } .errors a { color: var(--danger); font-weight: 600; display: inline-block; padding-block: .25rem; }
.filters { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: 0 1rem; align-items: end; } .filters .field, .filters .button { margin-block-end: 1rem; } .filters .button { justify-self: start; }
.entries { list-style: none; margin: 0 0 1.5rem; padding: 0; } .entries > li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 .8rem; padding-block: .6rem; } .entries .icon { margin-block-start: .2rem; color: var(--soft); } .entries p { margin: 0; }
.todo { list-style: none; margin: 0 0 1.5rem; padding: 0; display: grid; gap: .75rem; }
.todo > li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .1rem .8rem; padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-inline-start: 4px solid var(--warn); border-radius: 10px; align-items: start; }
.todo > .danger { border-inline-start-color: var(--danger); } .todo .icon { color: var(--warn); margin-block-start: .15rem; } .todo .danger > .icon { color: var(--danger); } .todo p { grid-column: 2; margin: 0; color: var(--soft); font-size: .9375rem; } .todo .acts { grid-column: 2; margin-block-start: .55rem; }
@media (min-width: 48rem) { .todo > li { grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; } .todo .icon { grid-row: 1 / span 2; } .todo .acts { grid-column: 3; grid-row: 1 / span 2; margin: 0; } }
`

const FORMS = `
form > fieldset, fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; min-inline-size: 0; }
.field { margin: 0 0 1.5rem; } .field > label, legend { display: block; font-weight: 600; padding: 0; }
.hint { display: block; color: var(--soft); font-size: .9375rem; margin: .1rem 0 .4rem; font-weight: 400; }
.wrong-text { display: block; color: var(--danger); font-weight: 600; margin: .1rem 0 .4rem; }
.field.wrong, fieldset.wrong { border-inline-start: 4px solid var(--danger); padding-inline-start: 1rem; }
input, textarea, select { inline-size: 100%; min-block-size: 2.75rem; font: inherit; color: inherit; padding: .55rem .8rem; background: var(--card); border: 1px solid var(--edge); border-radius: 6px; margin-block-start: .25rem; }
textarea { line-height: 1.5; resize: vertical; } select, .short { max-inline-size: 20rem; }
input:is([type="radio"], [type="checkbox"]) { inline-size: 1.35rem; block-size: 1.35rem; min-block-size: 0; margin: .1rem 0 0; padding: 0; flex: none; accent-color: var(--accent); }
input[type="file"] { padding: .5rem; }
[aria-invalid="true"] { border-color: var(--danger); box-shadow: 0 0 0 1px var(--danger); }
.choice { display: flex; gap: .75rem; align-items: start; padding: .55rem 0; min-block-size: 2.75rem; } .choice label { font-weight: 600; } .choice .hint { margin: 0; }
details.more { margin: 0 0 1.5rem; } details.more > summary { cursor: pointer; color: var(--accent); min-block-size: 2.75rem; padding-block: .6rem; text-decoration: underline; text-underline-offset: .18em; } details.more[open] > summary { margin-block-end: .75rem; }
.steps { display: flex; flex-wrap: wrap; gap: .25rem clamp(.75rem, 3.5vw, 1.5rem); list-style: none; margin: 0 0 1.5rem; padding: 0; font-size: .9375rem; color: var(--soft); counter-reset: step; }
.steps li { display: flex; align-items: center; gap: .5rem; counter-increment: step; } .steps li::before { content: counter(step); display: grid; place-items: center; inline-size: 1.75rem; block-size: 1.75rem; border: 1px solid var(--edge); border-radius: 50%; font-size: .875rem; }
.steps [aria-current] { color: var(--ink); font-weight: 600; } .steps [aria-current]::before { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }
.steps .done::before { content: "✓"; background: var(--good-soft); color: var(--good); border-color: var(--good); }
.advice { list-style: none; margin: 0 0 1.5rem; padding: 1rem; border-radius: 10px; background: var(--warn-soft); } .advice li + li { margin-block-start: .5rem; }
.secret { display: flex; gap: .5rem; flex-wrap: wrap; } .secret input { flex: 1 1 20rem; min-inline-size: 0; font: .875rem var(--mono); margin: 0; }
.passphrase { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; padding: .7rem .9rem; border-radius: 6px; background: var(--sunk); font: 600 1.0625rem/1.4 var(--mono); margin: 0 0 .75rem; }
`

const DATA = `
.stat { margin: 0; } .stat strong { display: block; font: 600 1.75rem/1.2 var(--serif); font-variant-numeric: tabular-nums lining-nums; } .stat.big strong { display: inline; font-size: 2.75rem; margin-inline-end: .5rem; }
.stats { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 7.5rem), 1fr)); gap: 1rem; margin-block-start: 1.25rem; }
progress { appearance: none; display: block; inline-size: 100%; block-size: .75rem; margin: .75rem 0 .4rem; border: 1px solid var(--edge); border-radius: 999px; background: var(--card); overflow: hidden; }
progress::-webkit-progress-bar { background: var(--card); } progress::-webkit-progress-value { background: var(--accent); } progress::-moz-progress-bar { background: var(--accent); }
.table { inline-size: 100%; border-collapse: collapse; font-size: .9375rem; } .table caption { text-align: start; font: 600 1.3125rem/1.25 var(--serif); padding-block-end: .75rem; }
.table :is(th, td) { text-align: start; vertical-align: top; padding: .7rem 0; padding-inline-end: 1rem; border-block-end: 1px solid var(--line); } .table thead th { overflow-wrap: break-word; font-size: .875rem; color: var(--soft); } .table :is(th, td).n { text-align: end; font-variant-numeric: tabular-nums lining-nums; }
.table tr > :last-child { padding-inline-end: 0; } .table tbody tr:last-child > * { border: 0; } .table .act > a + a { margin-inline-start: 1rem; } .table .sub { display: block; color: var(--soft); font-size: .875rem; font-weight: 400; }
@media (max-width: 44rem) {
  .table.cards thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .table.cards, .table.cards :is(tbody, caption) { display: block; } .table.cards thead tr { overflow: hidden; } .table.cards tr { display: grid; padding: .75rem 0; border-block-end: 1px solid var(--line); } .table.cards tr:last-child { border: 0; }
  .table.cards tbody th { padding: 0 0 .3rem; border: 0; font-size: 1rem; } .table.cards td { display: grid; grid-template-columns: 7.25rem minmax(0, 1fr); gap: 0 .75rem; padding: .2rem 0; border: 0; text-align: start !important; } .table.cards td > :is(.chip, bdi) { justify-self: start; } .table.cards td:empty { display: none; }
  .table.cards td[data-label]::before { content: attr(data-label); color: var(--soft); font-size: .875rem; } .table.cards .act { display: block; }
}
.facts > div { display: grid; grid-template-columns: minmax(0, 11rem) minmax(0, 1fr) auto; gap: .1rem 1rem; padding-block: .65rem; border-block-end: 1px solid var(--line); } .facts > div:last-child { border: 0; } .facts dt { color: var(--soft); } .facts dd { min-inline-size: 0; }
@media (max-width: 30rem) { .facts > div { grid-template-columns: minmax(0, 1fr) auto; } .facts dt { grid-column: 1 / -1; } }
.so { list-style: none; padding: 0; margin: 0 0 1.5rem; display: grid; gap: .7rem; } .so li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .7rem; } .so .icon { margin-block-start: .2rem; color: var(--soft); }
.diff { font-family: var(--serif); font-size: 1.0625rem; line-height: 1.65; } .diff ins { background: var(--good-soft); color: var(--ink); text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .18em; } .diff del { background: var(--danger-soft); color: var(--ink); }
.diff .unchanged { color: var(--soft); font: .9375rem var(--sans); border-block: 1px dashed var(--line); padding-block: .35rem; }
.prose { font-family: var(--serif); font-size: 1.0625rem; line-height: 1.65; } .prose :is(h2, h3, h4) { margin: 1.5em 0 .5em; font-size: 1.1875rem; }
.scroll { overflow-x: auto; margin-block-end: 1.5rem; } .scroll :is(th, td) { max-inline-size: 16rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.as-typed { white-space: pre-wrap; }
.picture img { display: block; max-inline-size: 100%; block-size: auto; border-radius: 10px; }
.preview { border: 1px solid var(--edge); border-radius: 14px; overflow: hidden; } .preview > p { padding: .5rem .9rem; background: var(--sunk); border-block-end: 1px solid var(--line); font-size: .8125rem; color: var(--soft); margin: 0; } .preview iframe { display: block; inline-size: 100%; max-inline-size: 24.375rem; block-size: 40rem; margin-inline: auto; border: 0; background: var(--paper); }
.petitions { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; } .petitions > li { margin: 0 !important; display: grid; gap: .5rem 1.5rem; align-items: center; } .petitions h2 { font-size: 1.25rem; } .petitions h2 a { color: var(--ink); } .meta { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: center; color: var(--soft); font-size: .9375rem; margin: .45rem 0 0; }
@media (min-width: 48rem) { .petitions > li { grid-template-columns: minmax(0, 1fr) 13rem; } }
.ways { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; } .qr { display: block; inline-size: 10rem; max-inline-size: 100%; block-size: auto; background: #fff; border-radius: 6px; } .secret:has(textarea) { align-items: start; } .secret textarea { flex: 1 1 20rem; min-inline-size: 0; font: .875rem/1.5 var(--mono); margin: 0; }
@media print { .masthead, .foot, .side-nav, .menu, .context, .skip { display: none; } .shell.has-places { display: block; } }
`

/** Without line breaks and indents. */
export const CONSOLE_SHEET = [TOKENS, GROUND, FRAME, PARTS, FORMS, DATA, OVERVIEW_STYLES, CONTACTS_STYLES]
  .join('')
  .replaceAll(/\n\s*/g, '')

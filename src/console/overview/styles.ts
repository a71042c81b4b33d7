/** The chart and the lists in the console's sheet: the names of colours are those of its tokens. */
export const OVERVIEW_STYLES = `
.chart { overflow: visible; } .chart text { font: 12px var(--sans); fill: var(--soft); }
.chart .b { fill: var(--accent); } .chart .today { fill: var(--accent-soft); stroke: var(--accent); stroke-dasharray: 3 2; }
.chart .g { stroke: var(--line); } .chart .axis { stroke: var(--edge); }
.chart .m { stroke: var(--good); stroke-width: 1.5; stroke-dasharray: 4 3; } .chart text.ml { fill: var(--good); font-weight: 600; }
.chart .need { stroke: var(--warn); stroke-width: 2; } .chart .u { fill: var(--card); stroke: var(--ink); stroke-width: 2; }
.chart.pace { display: block; inline-size: calc(100% - 2.6rem); margin-inline-start: 2.6rem; }
.chart.wide { inline-size: calc(100% - 4.6rem); margin-inline-start: 4.6rem; }
@media (max-width: 44rem) { .chart .minor { display: none; } }
.legend { list-style: none; margin: .75rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .875rem; color: var(--soft); }
.legend li { display: flex; align-items: center; gap: .5rem; }
.bars { inline-size: 100%; border-collapse: collapse; font-size: .9375rem; } .bars caption { text-align: start; font-weight: 600; padding-block-end: .5rem; }
.bars th { font-weight: 400; text-align: start; padding: .32rem 0; padding-inline-end: .6rem; inline-size: 52%; overflow-wrap: anywhere; }
.bars td { padding-block: .32rem; } .bars td:last-child { text-align: end; font-variant-numeric: tabular-nums; padding-inline-start: .6rem; white-space: nowrap; }
.bar { display: block; } .bar rect { fill: var(--accent); } .bar .rest { fill: var(--accent-soft); }
`

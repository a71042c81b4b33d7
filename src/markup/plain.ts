/**
 * Which texts are shown as they are, instead of as Markdown. micromark takes seconds for a few thousand nested lists or
 * unmatched delimiters, which nobody writes by accident: such a text is not parsed.
 */
import {
  MARKDOWN_CONTAINERS_MAX,
  MARKDOWN_DELIMITERS_MAX,
  MARKDOWN_LINES_MAX,
  MARKDOWN_NESTING_MAX,
} from '../limits.ts'
import { escapeMarkup } from './element.ts'

export interface MarkdownCost {
  lines: number
  /** Markers of lists and block quotes at the beginning of lines. */
  containers: number
  /** Containers of one line inside of each other: its markers, and those of lines before it that its indent may continue. */
  nesting: number
  /** What may begin or end emphasis, a link, code or HTML: see `delimitersOf`. */
  delimiters: number
}

const THEMATIC_BREAK = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/
const MARKER = /([ \t]*)(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))/y
const DELIMITERS = /(\*+|_+)|[[\]]|`+|<+/g
/** The least indent that continues a list. */
const LIST_INDENT_COLUMNS = 2
const TAB_COLUMNS = 4

/** Takes time in proportion to the length. Thematic breaks are cheap, however long, and count as lines alone. */
export function costOf(markdown: string): MarkdownCost {
  const all = markdown.split(/\r\n?|\n/)
  const lines = all.filter((line) => !THEMATIC_BREAK.test(line))
  const containers = lines.map(containersOf)
  return {
    lines: all.length,
    containers: containers.reduce((sum, { markers }) => sum + markers, 0),
    nesting: containers.reduce((deepest, { nesting }) => Math.max(deepest, nesting), 0),
    delimiters: lines.reduce((sum, line) => sum + delimitersOf(line), 0),
  }
}

/** Whether micromark parses this text in reasonable time. */
export function isAffordable(markdown: string): boolean {
  const { lines, containers, nesting, delimiters } = costOf(markdown)
  return (
    lines <= MARKDOWN_LINES_MAX &&
    containers <= MARKDOWN_CONTAINERS_MAX &&
    nesting <= MARKDOWN_NESTING_MAX &&
    delimiters <= MARKDOWN_DELIMITERS_MAX
  )
}

/** The text as it was written, in paragraphs. Line breaks within them are spaces, as in Markdown. */
export const plainParagraphs = (text: string): string =>
  text
    .split(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escapeMarkup(paragraph.replace(/\s+/g, ' '))}</p>`)
    .join('\n')

/** A line without a marker is not deeper than the one before it: it has none of either. */
function containersOf(line: string): { markers: number; nesting: number } {
  let markers = 0
  let indents = 0
  MARKER.lastIndex = 0
  for (let marker = MARKER.exec(line); marker !== null; marker = MARKER.exec(line)) {
    markers++
    const columns = (marker[1] ?? '').replaceAll('\t', ' '.repeat(TAB_COLUMNS)).length
    indents += Math.floor(columns / LIST_INDENT_COLUMNS)
  }
  return { markers, nesting: markers + indents }
}

/**
 * Counts pairs in a run of emphasis, which micromark cuts into pairs; brackets; runs of backticks; and each run of `<` twice,
 * since micromark may look for the end of its HTML up to the end of the text.
 */
function delimitersOf(line: string): number {
  let count = 0
  for (const [run, emphasis] of line.matchAll(DELIMITERS)) {
    if (emphasis !== undefined) count += Math.ceil(run.length / 2)
    else count += run.startsWith('<') ? 2 : 1
  }
  return count
}

/** What becomes of a campaign's Markdown. */
import { describe, expect, test } from 'vitest'

import { SEEDS } from '../../src/cli/seeds/seeds.ts'
import {
  MARKDOWN_CONTAINERS_MAX,
  MARKDOWN_DELIMITERS_MAX,
  MARKDOWN_LINES_MAX,
  MARKDOWN_NESTING_MAX,
  PETITION_BODY_MAX_CHARS,
} from '../../src/limits.ts'
import { renderMarkdown, summaryOf } from '../../src/markup/markdown.ts'
import { costOf, isAffordable } from '../../src/markup/plain.ts'

describe('rendered Markdown', () => {
  test.each([
    ['# One\n## Two\n# Three', 2, '<h2>One</h2>\n<h3>Two</h3>\n<h2>Three</h2>'],
    ['### Deep\n\n# High', 2, '<h4>Deep</h4>\n<h2>High</h2>'],
    ['### Alone', 2, '<h2>Alone</h2>'],
    ['# A\n###### F', 4, '<h4>A</h4>\n<h6>F</h6>'],
    ['<h1>Not a heading</h1>', 3, '&lt;h1&gt;Not a heading&lt;/h1&gt;'],
  ])('of %j has its headings from level %d', (markdown, top, html) => {
    expect(renderMarkdown(markdown, top)).toBe(html)
  })

  test('of one text differs below another heading level', () => {
    expect([2, 3, 2].map((top) => renderMarkdown('# Same', top))).toEqual([
      '<h2>Same</h2>',
      '<h3>Same</h3>',
      '<h2>Same</h2>',
    ])
  })

  test.each([
    ['[run](javascript:alert(1))', '<p>run</p>'],
    ['[*run*](data:text/html,x "title")', '<p><em>run</em></p>'],
    ['[run](vbscript:x) and [read](https://example.org/)', '<p>run and <a href="https://example.org/">read</a></p>'],
    ['[down](#below)', '<p><a href="#below">down</a></p>'],
    ['![picture](https://example.org/x.png)', '<p>!<a href="https://example.org/x.png">picture</a></p>'],
    // A URL that is defined once and used a thousand times would be in the markup a thousand times.
    ['[a]: https://example.org/\n\n[a]', '<p>[a]: https://example.org/</p>\n<p>[a]</p>'],
  ])('of %j has only safe links, and no images', (markdown, html) => {
    expect(renderMarkdown(markdown, 2)).toBe(html)
  })
})

describe('the summary', () => {
  test.each([
    ['¿Por qué cierran el puerto?\n\nMás.', '¿Por qué cierran el puerto?'],
    ['**Bold** words & *more*', 'Bold words & more'],
    ['# Heading\n\n- item\n\n„Zitat“ sagt\nsie.', '„Zitat“ sagt sie.'],
    ['(In brackets) [a link](https://example.org/) <b>', '(In brackets) a link <b>'],
    ['We say &lt;b&gt; "so"', 'We say <b> "so"'],
    ['# Only a heading', ''],
    ['', ''],
  ])('of %j is its first paragraph: %j', (markdown, summary) => {
    expect(summaryOf(markdown, 100)).toBe(summary)
  })

  test('is cut between code points, with an ellipsis', () => {
    expect(summaryOf('🔥'.repeat(10), 10)).toBe('🔥'.repeat(10))
    expect(summaryOf('🔥'.repeat(11), 10)).toBe(`${'🔥'.repeat(9)}…`)
    expect(summaryOf('four five', 6)).toBe('four…')
  })
})

/** The longest text of these parts repeated. */
const filled = (part: string): string => `${part.repeat(Math.floor(PETITION_BODY_MAX_CHARS / part.length) - 1)}a`

const NESTED = ['- ', '-\t', '+ * - ', '1. ', '1) ', '>', '> ', '> - ', '> 1. - + * ']
const EMPHASIS = ['a*_', '*a', 'a**b', ' _a', '*_', '*a_b ', '**a *b ', '*', 'a***', '_', '**_', '*a* _b_ **c** ']
const BRACKETS = ['[', '![', '[a]', '[a](', '[a](b)', '[a][b]', '[](<', '[](a "', '[[](a)', '`a', '`a\n', '`` ` ']
const HTML = ['<a ', 'x <!--', '<?', '<!A ', '<![CDATA[', '<http:', '<a@b']
const LINES = [
  '- a\n',
  '- - - - - a\n',
  '1. a\n',
  '>\n',
  '>>>>>>>>>>a\n',
  '- a\n\n  b\n',
  'a\n---\n',
  'a*_\n\n',
  'a  \n',
]
const BREAKS = ['a\\\n', 'a\n', 'a\r\n', 'a\r', '# a\n', '[a]: b\n', '[a]:\n', "[a]: b '\n", '    a\n']

describe('a text that is slow to parse', () => {
  test.each([...NESTED, ...EMPHASIS, ...BRACKETS, ...HTML, ...LINES, ...BREAKS])(
    'is shown as it was written: %j',
    (part) => {
      const text = filled(part)
      const html = renderMarkdown(text, 2)
      expect(html).toMatch(/^<p>/)
      expect(html.replace(/<\/?p>/g, '')).not.toContain('<')
      expect(html).not.toContain('<em>')
      expect(summaryOf(text, 5).length).toBeLessThanOrEqual(5)
    },
  )

  test.each([
    ['', '  '],
    ['', '\t'],
    ['> ', '  '],
  ])('nests by its indent: after %j, by %j', (before, indent) => {
    const steps = Array.from({ length: 30 }, (_, n) => `${before}${indent.repeat(n)}- a`)
    expect(isAffordable(steps.slice(0, 5).join('\n'))).toBe(true)
    expect(isAffordable(steps.join('\n'))).toBe(false)
  })

  test.each([
    ['lines', (n: number) => Array(n).fill('a').join('\n'), MARKDOWN_LINES_MAX],
    ['containers', (n: number) => Array(n).fill('- a').join('\n'), MARKDOWN_CONTAINERS_MAX],
    ['nesting', (n: number) => `${'- '.repeat(n)}a`, MARKDOWN_NESTING_MAX],
    ['nesting', (n: number) => `${'>'.repeat(n)}a`, MARKDOWN_NESTING_MAX],
    ['delimiters', (n: number) => 'a*b_'.repeat(n).slice(0, 2 * n), MARKDOWN_DELIMITERS_MAX],
    ['delimiters', (n: number) => `${'*'.repeat(2 * n)}a`, MARKDOWN_DELIMITERS_MAX],
    ['delimiters', (n: number) => '['.repeat(n), MARKDOWN_DELIMITERS_MAX],
    ['delimiters', (n: number) => 'a `'.repeat(n), MARKDOWN_DELIMITERS_MAX],
    ['delimiters', (n: number) => 'a <'.repeat(n / 2), MARKDOWN_DELIMITERS_MAX],
  ] as const)('is one with more %s than allowed', (what, make, max) => {
    expect(costOf(make(max))[what]).toBe(max)
    expect(isAffordable(make(max))).toBe(true)
    expect(isAffordable(make(max + 2))).toBe(false)
  })

  test('keeps its paragraphs and its characters', () => {
    const text = `${'['.repeat(2_000)}\n<b>&"it's"\n \nMore`
    const open = '['.repeat(2_000)
    expect(renderMarkdown(text, 2)).toBe(`<p>${open} &lt;b&gt;&amp;&quot;it&#39;s&quot;</p>\n<p>More</p>`)
    expect(summaryOf(text, 3_000)).toBe(`${open} <b>&"it's"`)
  })
})

describe('a text that people write is parsed', () => {
  test.each(SEEDS.map(({ form }) => [form.slug, form.body]))('of the seed %s', (_, body) => {
    expect(isAffordable(body)).toBe(true)
  })

  test.each([
    ['a long list', filled('- One of the demands, with *emphasis*\n')],
    ['many links', filled('[A link](https://example.org/a_long_address) and words.\n\n')],
    ['paragraphs on lines of their own', filled('A line of a poem\n')],
    ['ornaments', filled('Words and words, as many as are usual here.\n\n* * * * * * * * * * * * * * * *\n\n')],
    ['lines to fill in', `${'Name: ______________________________\n\n'.repeat(40)}${'='.repeat(80)}`],
    ['a line on the right', `Words.\n\n${' '.repeat(60)}The committee`],
    ['nested lists', '1. a\n   - b\n     - c\n       - d\n\n> > quoted twice\n'.repeat(40)],
  ])('%s', (_, text) => {
    expect(isAffordable(text)).toBe(true)
  })
})

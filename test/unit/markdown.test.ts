/** What becomes of a campaign's Markdown. */
import { describe, expect, test } from 'vitest'

import { renderMarkdown, summaryOf } from '../../src/markup/markdown.ts'

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

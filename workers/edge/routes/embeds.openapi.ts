/** How the API describes the embeds. */
import { LOCALES } from '../../../schema/locales.ts'
import { SIZES, THEMES } from '../../../src/embeds/options.ts'
import type { Operations } from '../../../src/http/openapi/operation.ts'

export const embedOperations: Operations = {
  '/badge/{slug}.svg': {
    get: {
      summary: 'The count as a badge',
      query: { lang: { description: 'Language of the label', values: LOCALES } },
      response: { status: 200, type: 'image/svg+xml', description: 'An SVG image' },
      refusals: ['petition-not-found', 'taken-down', 'deleted'],
    },
  },
  '/badge/{slug}.json': {
    get: {
      summary: 'The count for a badge of shields.io',
      description: 'Its endpoint badge: https://img.shields.io/endpoint?url=… makes the image.',
      query: { lang: { description: 'Language of the label', values: LOCALES } },
      response: { status: 200, schema: 'ShieldsBadge', description: 'What the badge says' },
      refusals: ['petition-not-found', 'taken-down', 'deleted'],
    },
  },
  '/link/{slug}.html': {
    get: {
      summary: 'The count as a link',
      description: 'One <a> with the title and the count, for pages that a server puts together.',
      query: {
        lang: { description: 'Language of the words', values: LOCALES },
        partner: 'Code of the partner to credit',
      },
      response: { status: 200, type: 'text/html', description: 'A fragment of HTML' },
      refusals: ['petition-not-found', 'taken-down', 'deleted'],
    },
  },
  '/qr/{slug}.svg': {
    get: {
      summary: 'The URL of the petition as a QR code',
      query: { source: 'Code of the partner to credit' },
      response: { status: 200, type: 'image/svg+xml', description: 'An SVG image, dark on light' },
      refusals: ['petition-not-found', 'taken-down', 'deleted'],
    },
  },
  '/embed/{slug}': {
    get: {
      summary: 'The counter, for an iframe',
      description: 'Any site may frame it.',
      query: {
        lang: { description: 'Language of the words', values: LOCALES },
        theme: { description: 'auto follows the reader’s system', values: THEMES },
        size: { description: 'medium is the default', values: SIZES },
        goal: 'A number of signatures, or none',
        'sign-link': { description: 'none to leave out the button', values: ['none'] },
        partner: 'Code of the partner to credit',
      },
      response: { status: 200, type: 'text/html', description: 'A page with only the counter' },
      refusals: ['petition-not-found', 'taken-down', 'deleted'],
    },
  },
  '/embed/{slug}/sign': {
    get: {
      summary: 'The sign form, for an iframe',
      description: 'Any site may frame it, in a sandbox that allows scripts and forms.',
      query: {
        lang: { description: 'Language of the words', values: LOCALES },
        theme: { description: 'auto follows the reader’s system', values: THEMES },
        partner: 'Code of the partner to credit',
      },
      response: { status: 200, type: 'text/html', description: 'A page with the form' },
      refusals: ['petition-not-found', 'taken-down', 'deleted'],
    },
  },
  '/oembed': {
    get: {
      summary: 'The counter by oEmbed',
      description: 'oEmbed 1.0, of type "rich". A size that is not a positive integer is ignored.',
      query: {
        url: { description: 'The URL of a petition’s page', required: true },
        format: { description: 'json, which is the default, or xml', values: ['json', 'xml'] },
        maxwidth: { description: 'In pixels', type: 'integer' },
        maxheight: { description: 'In pixels', type: 'integer' },
      },
      response: { status: 200, schema: 'Oembed', otherType: 'text/xml', description: 'How to embed it' },
      refusals: ['petition-not-found', 'taken-down', 'deleted', 'unsupported-format'],
    },
  },
}

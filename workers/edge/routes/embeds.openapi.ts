/** How the API describes the embeds. */
import type { Operations } from '../../../src/http/openapi/operation.ts'

export const embedOperations: Operations = {
  '/badge/{slug}.svg': {
    get: {
      summary: 'The count as a badge',
      query: { lang: 'Language of the label' },
      response: { status: 200, type: 'image/svg+xml', description: 'An SVG image' },
      refusals: ['petition-not-found'],
    },
  },
  '/badge/{slug}.json': {
    get: {
      summary: 'The count for a badge of shields.io',
      description: 'Its endpoint badge: https://img.shields.io/endpoint?url=… makes the image.',
      query: { lang: 'Language of the label' },
      response: { status: 200, schema: 'ShieldsBadge', description: 'What the badge says' },
      refusals: ['petition-not-found'],
    },
  },
  '/link/{slug}.html': {
    get: {
      summary: 'The count as a link',
      description: 'One <a> with the title and the count, for pages that a server puts together.',
      query: { lang: 'Language of the words', partner: 'Code of the partner to credit' },
      response: { status: 200, type: 'text/html', description: 'A fragment of HTML' },
      refusals: ['petition-not-found'],
    },
  },
  '/qr/{slug}.svg': {
    get: {
      summary: 'The URL of the petition as a QR code',
      query: { source: 'Code of the partner to credit' },
      response: { status: 200, type: 'image/svg+xml', description: 'An SVG image, dark on light' },
      refusals: ['petition-not-found'],
    },
  },
  '/embed/{slug}': {
    get: {
      summary: 'The counter, for an iframe',
      description: 'Any site may frame it.',
      query: {
        lang: 'Language of the words',
        theme: 'auto, light or dark',
        size: 'small, medium or large',
        goal: 'A number of signatures, or none',
        'sign-link': 'none to leave out the button',
        partner: 'Code of the partner to credit',
      },
      response: { status: 200, type: 'text/html', description: 'A page with only the counter' },
      refusals: ['petition-not-found'],
    },
  },
  '/oembed': {
    get: {
      summary: 'The counter by oEmbed',
      description: 'oEmbed 1.0, of type "rich". A size that is not a positive integer is ignored.',
      query: {
        url: 'The URL of a petition’s page',
        format: 'json, which is the default, or xml',
        maxwidth: 'In pixels',
        maxheight: 'In pixels',
      },
      response: { status: 200, schema: 'Oembed', description: 'How to embed it' },
      refusals: ['petition-not-found', 'unsupported-format'],
    },
  },
}

/** Scripts for browsers use nothing that the oldest supported browsers lack, or say here what happens where it is missing. */
import { join } from 'node:path'

import { build } from 'esbuild'
import { expect, test } from 'vitest'

import { BROWSER_SCRIPTS, BROWSERS } from '../../src/build/browsers.ts'
import { targetOf, tooNew } from './platform.ts'

/** Newer, with what the code does where it is missing. An entry that is not needed any more fails. */
const SHARE = 'Firefox has none on a desktop: the button stays hidden, and the others share.'
const SHEET = 'Where style sheets cannot be constructed, the counter shows its link alone (decision 023).'
const DEADLINE = 'Where it is missing, a counter waits for a response that hangs.'
const OWN = 'Of objects of the page or of @hpke/core: no member of the platform is meant.'
const LIBRARY = 'Of objects of zod, @hpke/core, Papa Parse or the worker: no member of the platform is meant.'
const STACK = 'zod asks whether it is there.'
const WEBAUTHN = 'Of a response: @simplewebauthn/browser sends it where it is there, and the server needs none of it.'
const AUTOFILL = '@simplewebauthn/browser asks whether it is there; the console does not use it.'
const COUNTRY = 'Asked for first: without it, the form fetches a challenge, which says the same.'
const ALLOWED: Record<string, Record<string, string>> = {
  widget: {
    'new CSSStyleSheet': SHEET,
    '.replaceSync': SHEET,
    '.adoptedStyleSheets': SHEET,
    'AbortSignal.timeout': DEADLINE,
  },
  share: { '.share': SHARE, 'navigator.share': SHARE },
  'console-passkey': {
    '.authenticatorAttachment': WEBAUTHN,
    '.getAuthenticatorData': WEBAUTHN,
    '.getPublicKey': WEBAUTHN,
    '.getPublicKeyAlgorithm': WEBAUTHN,
    '.getTransports': WEBAUTHN,
    '.isConditionalMediationAvailable': AUTOFILL,
  },
  'sign-form': { '.serverTiming': COUNTRY },
  'console-key': { '.bytes': OWN, '.check': OWN, '.destroy': OWN, '.expand': OWN },
  'console-import': { '.bytes': OWN, '.destroy': OWN, '.expand': OWN, '.opened': OWN },
  'console-import-worker': {
    '.bytes': LIBRARY,
    '.check': LIBRARY,
    '.config': LIBRARY,
    '.country': LIBRARY,
    '.destroy': LIBRARY,
    '.expand': LIBRARY,
    '.first': LIBRARY,
    '.in': LIBRARY,
    '.local': LIBRARY,
    '.locale': LIBRARY,
    '.lock': LIBRARY,
    '.path': LIBRARY,
    '.readable': LIBRARY,
    '.results': LIBRARY,
    '.run': LIBRARY,
    '.tag': LIBRARY,
    '.when': LIBRARY,
    '.captureStackTrace': STACK,
    '.stackTraceLimit': STACK,
    'Error.captureStackTrace': STACK,
  },
  'console-contacts': {
    '.bytes': OWN,
    '.chunks': OWN,
    '.destroy': OWN,
    '.expand': OWN,
    '.opened': OWN,
    '.retry': OWN,
    '.use': OWN,
  },
  'console-contacts-worker': {
    '.bytes': OWN,
    '.country': OWN,
    '.destroy': OWN,
    '.expand': OWN,
    '.locale': OWN,
    '.lock': OWN,
    '.number': OWN,
    '.opened': OWN,
  },
}

const targets = BROWSERS.map(targetOf)

test.for(Object.entries(BROWSER_SCRIPTS))('%s', async ([name, file]) => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../..', file)],
    bundle: true,
    write: false,
    format: 'esm',
    target: BROWSERS,
    define: { LANGUAGES: '""', ENGLISH: '{}' },
  })
  const code = outputFiles.map(({ text }) => text).join('\n')
  expect(code).not.toBe('')
  expect(tooNew(code, targets)).toEqual(Object.keys(ALLOWED[name] ?? {}).toSorted())
})

test('what is newer than the oldest browser is found, wherever it is used', () => {
  const uses = `
    const sheet = new CSSStyleSheet()
    fetch("/", { signal: AbortSignal.timeout(5) })
    const sorted = list.toSorted()
    Object.groupBy(list, (x) => x)
    Promise.withResolvers()
    if (navigator.userActivation.isActive) element.checkVisibility()
    new CompressionStream("gzip")`
  expect(tooNew(uses, targets)).toEqual([
    '.checkVisibility',
    '.groupBy',
    '.isActive',
    '.toSorted',
    '.userActivation',
    '.withResolvers',
    'AbortSignal.timeout',
    'CompressionStream',
    'Object.groupBy',
    'Promise.withResolvers',
    'navigator.userActivation',
    'new CSSStyleSheet',
    'new CompressionStream',
  ])
})

test('what every one of them has is not', () => {
  const uses = `
    const controller = new AbortController()
    structuredClone(crypto.subtle, document.querySelector(".toSorted"))
    Object.fromEntries(list.at(-1).flatMap((x) => x.replaceAll("a", "b")))
    new ResizeObserver(() => CSS.escape("it's .groupBy"))`
  expect(tooNew(uses, targets)).toEqual([])
})

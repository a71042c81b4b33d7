/** Every link that an email about an account brings, once it is used, late or ended: the page says so, and what to do, in the language of its reader. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { LINK_KINDS, type LinkKind } from '../../../schema/account.ts'
import { LOCALES } from '../../../schema/locales.ts'
import { secretHash, newSecret } from '../../../src/crypto/secret.ts'
import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { startPetition } from '../fixtures.ts'
import { fetchConsole, linkFor, member, signedIn } from './console.ts'

/** A link of this kind that has ended in this way. */
async function ended(kind: LinkKind, how: 'used' | 'expired'): Promise<string> {
  const token = newSecret()
  const petition = await startPetition()
  const { accountId } = await member(petition.id, 'owner')
  const isOfTeam = kind === 'invitation'
  await env.DB.prepare(
    `INSERT INTO sign_in_links
       (token_hash, kind, email_hash, sealed, account_id, petition_id, role, invited_by, locale, created_at, expires_at, used_at, used_by)
     SELECT ?1, ?2, email_hash, sealed, ?3, ?4, ?5, ?6, 'en', 1, ?7, ?8, ?9 FROM accounts WHERE id = ?10`,
  )
    .bind(
      await secretHash(token),
      kind,
      isOfTeam ? null : accountId,
      isOfTeam ? petition.id : null,
      isOfTeam ? 'editor' : null,
      isOfTeam ? accountId : null,
      how === 'used' ? Number.MAX_SAFE_INTEGER : 2,
      how === 'used' ? 2 : null,
      how === 'used' ? 'somebody' : null,
      accountId,
    )
    .run()
  return token
}

describe('a link that has ended', () => {
  const cases = LINK_KINDS.flatMap((kind) => (['used', 'expired'] as const).map((how) => ({ kind, how })))

  test.each(cases)('of the kind $kind, $how, says so in every language', async ({ kind, how }) => {
    const path = `/console/sign-in/${await ended(kind, how)}`
    for (const locale of LOCALES) {
      const { signIn } = consoleWords(locale)
      const response = await fetchConsole(path, { headers: { 'accept-language': locale } })
      expect([locale, response.status, response.headers.get('content-language')]).toEqual([locale, 410, locale])
      const html = (await response.text()).replaceAll('&#39;', "'").replaceAll('&quot;', '"')
      expect(html).toContain(signIn.goneTitle)
      expect(html).toContain(kind === 'sign-in' ? signIn.goneText : signIn.goneOf[kind])
    }
  })

  test.each(cases)('of the kind $kind, $how, does nothing when its button is pressed on an old page', async (one) => {
    const as = await signedIn()
    const path = `/console/sign-in/${await ended(one.kind, one.how)}`
    const dump = async () =>
      JSON.stringify(
        (await env.DB.prepare('SELECT id, hex(email_hash) AS hash, is_operator FROM accounts ORDER BY id').all())
          .results,
      )
    const before = await dump()
    const sessions = await env.DB.prepare('SELECT count(*) AS n FROM sessions').first('n')
    const pressed = await fetchConsole(path, { form: { session: crypto.randomUUID(), email: as.email } })
    // The address is that which the account had before: a first press has undone the change.
    const isUndone = one.kind === 'email-undo' && one.how === 'used'
    expect([pressed.status, pressed.headers.get('set-cookie')]).toEqual([isUndone ? 303 : 410, null])
    expect(await dump()).toBe(before)
    expect(await env.DB.prepare('SELECT count(*) AS n FROM sessions').first('n')).toBe(sessions)
  })

  test('or that never was, or is not whole, says so', async () => {
    const token = await linkFor('somebody@example.org')
    for (const path of [
      newSecret(),
      'x',
      token.slice(0, -1),
      `${token}x`,
      '%00',
      '%FF',
      encodeURIComponent('"><script>'),
    ]) {
      for (const method of ['GET', 'POST']) {
        const response = await fetchConsole(`/console/sign-in/${path}`, {
          method,
          headers: { 'accept-language': 'uz' },
        })
        expect([path, response.status]).toEqual([path, 410])
        expect(await response.text()).toContain(consoleWords('uz').signIn.goneText)
      }
    }
  })
})

/** An instance that sends real email: both Workers, real queues and a petition that asks for confirmation. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, expect } from 'vitest'

import type { EmailMessage } from '../../schema/message.ts'
import type { Instance } from '../support/instance.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const state = temporaryDirectory()
afterAll(() => state.remove())

/** A certificate for localhost that the Workers trust, where openssl is there to make one. */
export const certificate = makeCertificate(state.path)
// Miniflare reads it when it is loaded.
if (certificate !== null) process.env['NODE_EXTRA_CA_CERTS'] = certificate.file
const { startInstance } = await import('../support/instance.ts')

export const TITLE = 'Свободу журналисту «Али» & его коллегам — письмо, у которого очень длинное название'

export interface EmailInstance extends Instance {
  slug: string
  stateDirectory: string
}

let instances = 0
/** Starts both Workers, and a petition that asks for confirmation. */
export async function startEmailInstance(vars: Record<string, string>): Promise<EmailInstance> {
  const slug = `emails-${++instances}`
  const allVars = { EMAIL_SENDER: 'smtp', EMAIL_FROM: 'petitions@petitions.test', ...vars }
  const instance = await restart({ slug, vars: allVars, stateDirectory: join(state.path, String(instances)) })
  await instance.startPetition({ slug, title: TITLE, confirmation: 'email' })
  return instance
}

/** Starts the Workers again, over the data of an instance that was stopped. */
export async function restart({
  slug,
  vars,
  stateDirectory,
}: Pick<EmailInstance, 'slug' | 'vars' | 'stateDirectory'>): Promise<EmailInstance> {
  return { ...(await startInstance({ vars, stateDirectory })), slug, stateDirectory }
}

let signers = 0
export async function sign({ sign, slug }: EmailInstance, local: string, locale = 'en'): Promise<void> {
  const person = { name: 'Ann Example', email: `${local}@signers.example.org`, locale }
  const response = await sign(slug, person, `10.1.0.${++signers}`)
  if (response.status !== 202) throw new Error(await response.text())
}

interface EmailRow {
  state: string
  error: string | null
  deleted: number
}
/** The row of the newest email. */
export const lastRow = ({ db }: EmailInstance): Promise<EmailRow | null> =>
  db
    .prepare(
      'SELECT state, last_error AS error, sealed IS NULL AS deleted FROM emails ORDER BY created_at DESC, id DESC LIMIT 1',
    )
    .first()

/**
 * Makes every pending email due, also those whose attempt was interrupted, and queues it: the message of its next attempt is not
 * delivered before its time.
 */
export async function retryDueEmails({ db, send }: EmailInstance): Promise<void> {
  const { results } = await db
    .prepare(
      `UPDATE emails SET next_attempt_at = 1, leased_until = NULL WHERE state = 'pending'
       RETURNING petition_id AS petitionId, lower(hex(signer)) AS signer, id`,
    )
    .all<Omit<EmailMessage, 'v' | 'kind'>>()
  for (const email of results) {
    await send('undersigned-emails', { v: 3, kind: 'email', ...email } satisfies EmailMessage)
  }
}

export const expectNoAddressIn = ({ logs }: EmailInstance): void =>
  expect(logs.filter(({ text }) => /signers\.example\.org|pass:word/.test(text))).toEqual([])

function makeCertificate(directory: string): { key: Buffer; cert: Buffer; file: string } | null {
  const [keyFile, file] = [join(directory, 'key.pem'), join(directory, 'cert.pem')]
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const made = spawnSync('openssl', ['req', '-x509', ...key, '-days', '2', ...subject, '-out', file], {
    stdio: 'ignore',
  })
  return made.status === 0 ? { key: readFileSync(keyFile), cert: readFileSync(file), file } : null
}

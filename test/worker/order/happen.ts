/** What happens to the petition of a story: an intent for the model, and a message for the ledger. */
import type { LedgerMessage } from '../../../schema/message.ts'
import { runSteps } from '../../../src/ledger/batch.ts'
import { carryOut } from '../../../src/ledger/carry-out.ts'
import { BEGIN } from '../../../src/ledger/counter.ts'
import { release, remove } from '../../../src/ledger/decide.ts'
import { hideSigner, showSigner } from '../../../src/ledger/hide.ts'
import { addRows, beginImport, undoImport } from '../../../src/ledger/imports.ts'
import { heldBy, quarantineSteps } from '../../../src/ledger/quarantine.ts'
import { undoRemoval } from '../../../src/ledger/undo-removal.ts'
import { endPetition, openPetition } from '../../../src/petitions/end.ts'
import { patchPetition } from '../../../src/petitions/patch.ts'
import { findPetitionById } from '../../../src/petitions/petitions.ts'
import { putTranslation } from '../../../src/petitions/translations.ts'
import { batchQueue, ORIGIN, uuidOf } from '../fixtures.ts'
import type { Intent, Sign } from './model.ts'
import { type Petition, START } from './petition.ts'
import { type Event, SIGNERS } from './story.ts'
import { BY_OPERATOR } from '../../support/actor.ts'

const BY_OWNER = { kind: 'account', id: 'owner' } as const
/** Of their ids, and of the ids of their rows: signatures have the numbers before. */
const IMPORTS_FROM = 1_000

const PLACES = ['UZ', 'DE', null, 'TR']
const PARTNERS = [null, 'gazette']
const LOCALES = ['en', 'ru'] as const
/** All sign from one network, which a flood may come from. */
const REVIEW = { network: 'a1'.repeat(16), emailDomain: null, country: null, disposable: false, signals: [] }

/** A number that no version has. */
const NO_VERSION = 99
const numbersOf = (intents: readonly Intent[]): number[] => [
  1,
  ...intents.flatMap((it) => (it.kind === 'text' ? [it.number] : [])),
]

/** The hash of a signer, and the signer of a hash. */
export const hexOf = (n: number): string => (n + 1).toString(16).padStart(64, '0')
/** The step of the story in which something was signed, of its id. */
export const stepOf = (id: string): number => Number.parseInt(id.slice(-12), 16)
const signerOf = (hex: string): number => Number.parseInt(hex, 16) - 1

interface Moment {
  now: number
  step: number
  links: readonly { signer: string; id: string; kind: string }[]
}

/** Something that a person does: an intent, and for the signers a message. */
export async function happen(
  db: D1Database,
  petition: Petition,
  event: Event,
  { now, step, links }: Moment,
): Promise<void> {
  const { intents, waiting, story } = petition
  switch (event.kind) {
    case 'deliver':
    case 'retention':
    case 'forget':
      return
    case 'sign': {
      const proven = event.proven && story.confirmation === 'none'
      const sign: Sign = {
        kind: 'sign',
        signer: event.signer,
        id: uuidOf(petition.id, step),
        at: now,
        proven,
        suspicious: event.suspicious === 0,
        version:
          event.saw === null
            ? null
            : ([...numbersOf(intents), NO_VERSION][event.saw % (numbersOf(intents).length + 1)] ?? null),
      }
      intents.push(sign)
      waiting.push(messageOf(petition, sign, step))
      return
    }
    case 'confirm': {
      const toConfirm = links.filter(({ kind }) => kind === 'confirm')
      const email = toConfirm[event.pick % toConfirm.length]
      if (email === undefined) return
      intents.push({ kind: 'confirm', id: email.id, at: now })
      waiting.push({ v: 5, kind: 'confirmation', petitionId: petition.id, id: email.id, at: now })
      return
    }
    case 'withdraw': {
      const signs = intents.filter((it) => it.kind === 'sign')
      const link = event.byEmail
        ? links[event.pick % links.length]
        : signs.map(({ id, signer }) => ({ id, signer: hexOf(signer) }))[event.pick % signs.length]
      if (link === undefined) return
      const { id, signer } = link
      intents.push({ kind: 'withdraw', id, signer: signerOf(signer), byEmail: event.byEmail, at: now })
      waiting.push({ v: 5, kind: 'withdrawal', petitionId: petition.id, id, signer, proven: event.byEmail, at: now })
      return
    }
    case 'text': {
      const read = await findPetitionById(db, petition.id)
      if (read === null) return
      const number = read.versions + 1
      const { isTranslation } = event
      const published = isTranslation
        ? await putTranslation(
            db,
            read,
            { locale: 'tr', form: { title: `T ${number}`, body: 'Words', of: read.version } },
            { by: BY_OPERATOR, now },
          )
        : await patchPetition(
            db,
            read,
            { title: `T ${number}`, change: { kind: 'correction' } },
            { revisions: null, by: BY_OPERATOR, needsApproval: false, origin: ORIGIN, now },
          )
      if (published.ok) intents.push({ kind: 'text', number, isTranslation, at: now })
      return
    }
    case 'close':
      if (
        (await endPetition(db, petition.id, { state: 'closed', outcome: null, by: BY_OPERATOR, origin: ORIGIN, now }))
          .changed
      ) {
        intents.push({ kind: 'close', at: now })
      }
      return
    case 'reopen':
      if (await openPetition(db, { id: petition.id, state: 'closed' }, { by: BY_OPERATOR, now }))
        intents.push({ kind: 'reopen', at: now })
      return
    case 'hold': {
      const released = new Set(intents.flatMap((it) => (it.kind === 'release' ? [it.id] : [])))
      const { results } = await db
        .prepare(
          'SELECT id, lower(hex(signer)) AS signer, signed_at AS signedAt FROM signatures WHERE petition_id = ?1',
        )
        .bind(petition.id)
        .all<{ id: string; signer: string; signedAt: number }>()
      const open = results
        // A release has the review forget them.
        .filter(({ id }) => !released.has(id))
        .map(({ signer, signedAt }) => ({ signer, signedAt, isHeld: false, review: REVIEW }))
      const held = heldBy(petition.id, [{ rule: 'network', open }])
      const rowsOf = await runSteps(db, {
        counters: db.prepare(BEGIN).bind(JSON.stringify([petition.id])),
        ...quarantineSteps(db, held, now),
      })
      intents.push(...rowsOf('quarantined').map(({ id }) => ({ kind: 'hold' as const, id: String(id) })))
      return
    }
    case 'release':
    case 'remove': {
      const { results } = await db
        .prepare(`SELECT id FROM signatures WHERE petition_id = ?1 AND status = 'quarantined'`)
        .bind(petition.id)
        .all<{ id: string }>()
      const decision = { condition: {}, expected: results.length }
      const by = { by: BY_OPERATOR, origin: ORIGIN, now, rows: event.rows }
      await takesTurns(db, petition, async () => {
        const made = await (event.kind === 'release' ? release : remove)(db, petition.id, decision, by)
        if (made.ok) petition.held = new Set(results.map(({ id }) => id))
      })
      return
    }
    case 'undo': {
      const decisions = [...new Set(intents.flatMap((it) => (it.kind === 'remove' ? [it.decision] : [])))]
      const decision = decisions[event.pick % decisions.length]
      if (decision === undefined) return
      const by = { by: BY_OPERATOR, origin: ORIGIN, now, rows: event.rows }
      await takesTurns(db, petition, () => undoRemoval(db, petition.id, decision, by))
      return
    }
    case 'carry-on':
      await carryOn(db, petition, { now, rows: event.rows, chunks: 1 })
      return
    case 'import': {
      const id = uuidOf(petition.id, IMPORTS_FROM + step)
      const of = { petitionId: petition.id, id, by: BY_OWNER, origin: ORIGIN, now }
      const { signers } = event
      const form = { rows: signers.length, source: 'A list', collectedOn: '2027-01-01', evidence: '', note: '' }
      if ((await beginImport(db, of, form)) !== 'begun') return
      const rows = signers.map((signer) => ({
        id: uuidOf(petition.id, IMPORTS_FROM + step * SIGNERS + signer),
        signer: hexOf(signer),
        country: null,
        signedAt: START,
        contact: '00',
      }))
      for (let time = 0; time < event.sent; time++) await addRows(db, of, { from: 0, to: rows.length }, rows)
      intents.push({ kind: 'import', id, signers })
      return
    }
    case 'undo-import': {
      const imports = intents.flatMap((it) => (it.kind === 'import' ? [it.id] : []))
      const id = imports[event.pick % imports.length]
      if (id === undefined) return
      if (await undoImport(db, { petitionId: petition.id, id, by: BY_OWNER, now }))
        intents.push({ kind: 'undo-import', id })
      return
    }
    case 'hide': {
      const row = await db
        .prepare('SELECT id FROM signatures WHERE petition_id = ?1 AND signer = unhex(?2)')
        .bind(petition.id, hexOf(event.signer))
        .first<{ id: string }>()
      if (row === null) return
      const of = { petitionId: petition.id, id: row.id, by: BY_OPERATOR, now }
      const { hidden } = event
      const changed =
        hidden === null
          ? await showSigner(db, { ...of, to: null })
          : await hideSigner(db, { ...of, hide: hidden, why: 'other' })
      if (changed) intents.push({ kind: 'hide', signer: event.signer, hidden })
    }
  }
}

/** Decisions that have begun go on. */
export const carryOn = (
  db: D1Database,
  petition: Petition,
  { now, rows, chunks }: { now: number; rows: number; chunks: number },
): Promise<void> =>
  takesTurns(db, petition, async () => {
    const all = { petitionId: petition.id, origin: ORIGIN, now, rows, chunks }
    const { failures } = await carryOut(db, QUEUES, all)
    for (const { error } of failures) throw error
  })

const QUEUES = { DELIVERIES: batchQueue([]), EMAILS: batchQueue([]) }

/** What `work` decides, or undoes, of each signer is an intent of its own: it is theirs that is carried out. */
async function takesTurns(db: D1Database, petition: Petition, work: () => Promise<unknown>): Promise<void> {
  const { intents } = petition
  const read = async () => {
    const { results } = await db
      .prepare(
        `SELECT lower(hex(signer)) AS signer, id, status, decision FROM signatures
         WHERE petition_id = ?1 AND status IN ('quarantined', 'removed')`,
      )
      .bind(petition.id)
      .all<{ signer: string; id: string; status: string; decision: string | null }>()
    return new Map(results.map((row) => [row.signer, row]))
  }
  const before = await read()
  await work()
  const after = await read()
  for (const [hex, { id, status, decision }] of before) {
    const signer = signerOf(hex)
    const now = after.get(hex)
    if (status === 'removed') {
      if (now?.status !== 'removed') intents.push({ kind: 'undo', signer, decision: decision ?? '' })
      continue
    }
    if (now?.status === 'quarantined') continue
    if (!petition.held.has(id)) petition.wronglyDecided.push(id)
    if (now === undefined) intents.push({ kind: 'release', id })
    else intents.push({ kind: 'remove', signer, decision: now.decision ?? '' })
  }
}

/** What a signature of this step of the story has beside its signer. */
export const factsOf = (step: number) => ({
  publicName: step % 2 === 0 ? `Name ${step}` : null,
  country: PLACES[step % PLACES.length] ?? null,
  partner: PARTNERS[step % PARTNERS.length] ?? null,
  locale: LOCALES[step % LOCALES.length] ?? 'en',
})

const messageOf = ({ id: petitionId }: Petition, sign: Sign, step: number): LedgerMessage => ({
  v: 5,
  kind: 'signature',
  id: sign.id,
  petitionId,
  signer: hexOf(sign.signer),
  ...factsOf(step),
  comment: null,
  version: sign.version,
  signedAt: sign.at,
  contact: '00',
  sealedEmail: sign.proven ? null : '00',
  review: { ...REVIEW, signals: sign.suspicious ? ['trap'] : [] },
})

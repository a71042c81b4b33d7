/**
 * What the ledger promises, whatever the order: the state of a petition is a function of what people did and when. Nothing here
 * knows of messages, batches or deliveries.
 */
export interface Sign {
  kind: 'sign'
  signer: number
  id: string
  at: number
  /** With a bot check on a petition without confirmation: it counts at once. */
  proven: boolean
  suspicious: boolean
  /** The version that was named; null for none. */
  version: number | null
}
export type Intent =
  | Sign
  /** The campaign publishes a version, an original or a translation. */
  | { kind: 'text'; number: number; isTranslation: boolean; at: number }
  | { kind: 'confirm'; id: string; at: number }
  | { kind: 'withdraw'; signer: number; id: string; byEmail: boolean; at: number }
  | { kind: 'hold'; id: string }
  | { kind: 'release'; id: string }
  | { kind: 'remove'; signer: number; decision: string }
  | { kind: 'undo'; signer: number; decision: string }
  /** A moderator hides what is public of a signer, or shows it. */
  | { kind: 'hide'; signer: number; hidden: 'reason' | 'both' | null }
  /** The campaign adds these signers of an earlier list, or undoes that import. */
  | { kind: 'import'; id: string; signers: readonly number[] }
  | { kind: 'undo-import'; id: string }
  | { kind: 'close'; at: number }
  | { kind: 'reopen'; at: number }

export interface Expected {
  id: string
  status: 'pending' | 'counted' | 'quarantined' | 'removed'
  confirmedAt: number | null
  /** Of the text. */
  version: number
}

/** The version that is signed: the one that was named, if there is one, or the original that was current. */
function versionOf({ version, at }: Sign, intents: readonly Intent[]): number {
  const texts = intents.filter((it) => it.kind === 'text')
  const current = texts.findLast((it) => !it.isTranslation && it.at <= at)?.number ?? 1
  return version !== null && (version === 1 || texts.some(({ number }) => number === version)) ? version : current
}

/** The signature of `signer`, or null. */
export function expected(signer: number, intents: readonly Intent[]): Expected | null {
  const all = <K extends Intent['kind']>(kind: K) =>
    intents.filter((it): it is Intent & { kind: K } => it.kind === kind)
  const undone = new Set(all('undo').flatMap((it) => (it.signer === signer ? [it.decision] : [])))
  if (all('remove').some((it) => it.signer === signer && !undone.has(it.decision)))
    return { id: '', status: 'removed', confirmedAt: null, version: 0 }
  const isWithdrawn = ({ id, at }: Sign): boolean =>
    all('withdraw').some((it) => (it.byEmail ? it.signer === signer && at <= it.at : it.id === id))
  const isLate = ({ at }: Sign): boolean => {
    const last = intents.findLast((it) => (it.kind === 'close' || it.kind === 'reopen') && it.at <= at)
    return last?.kind === 'close'
  }
  const candidates = all('sign')
    .filter((sign) => sign.signer === signer && !isWithdrawn(sign) && !isLate(sign))
    .map((sign) => {
      const times = all('confirm').filter(({ id }) => id === sign.id)
      return Object.assign({}, sign, {
        confirmedAt: Math.min(sign.proven ? sign.at : Infinity, ...times.map(({ at }) => at)),
      })
    })
  const [chosen] = candidates.toSorted((a, b) => a.confirmedAt - b.confirmedAt || a.at - b.at)
  if (chosen === undefined) return null
  const { id, confirmedAt, suspicious } = chosen
  const isOf = (it: { id: string }): boolean => it.id === id
  const held = (suspicious || all('hold').some(isOf)) && !all('release').some(isOf)
  const status = held ? 'quarantined' : confirmedAt === Infinity ? 'pending' : 'counted'
  return { id, status, confirmedAt: confirmedAt === Infinity ? null : confirmedAt, version: versionOf(chosen, intents) }
}

/**
 * Whether `signer` is one of an earlier list: of the first that has them, until that is undone; and unless they withdrew by email, at
 * whatever time. As long as no signature of theirs counts here, they are counted as a claim.
 */
export function isListed(signer: number, intents: readonly Intent[]): boolean {
  if (intents.some((it) => it.kind === 'withdraw' && it.byEmail && it.signer === signer)) return false
  let listedBy: string | null = null
  for (const it of intents) {
    if (it.kind === 'import' && it.signers.includes(signer)) listedBy ??= it.id
    if (it.kind === 'undo-import' && it.id === listedBy) listedBy = null
  }
  return listedBy !== null
}

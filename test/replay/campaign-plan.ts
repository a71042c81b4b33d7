/**
 * The plan of a replay: first signatures, repeats and invalid requests. Generated one by one
 * while they are sent; the shares are spread evenly over the whole.
 */
import { INVALID_KINDS } from './invalid.ts'
import { below, type Random, randomAt } from './random.ts'
import { type Signer, signersOf } from './signers.ts'
import { otherSpelling } from './spellings.ts'
import { asForm, asJson, type Submission } from './submission.ts'

export interface CampaignPlan {
  firsts: number
  repeats: number
  /** How many must be refused, by status and code. */
  refusals: Record<string, number>
  submissions: () => Generator<Submission>
  /** A repeat of a signature. */
  again: () => Submission
  /** A signature of somebody who has not signed, another one for each number. */
  latecomer: (number: number) => Submission
}

const REPEATED_SHARE = 0.03
const INVALID_SHARE = 0.01
const FORM_SHARE = 0.1
/** A repeat follows its original by more submissions than are sent in parallel, so it is never sent before it. */
const REPEAT_DISTANCE = 200

const PURPOSE_REPEAT = 2
const PURPOSE_ENCODING = 3

/** `rendered` is the rendering time from the page's form, if there is one. */
export function planCampaign(slug: string, signers: number, seed: number, rendered: string | null): CampaignPlan {
  const drawSigner = signersOf(seed)
  const signerAt = (index: number): Signer => ({ ...drawSigner(index), ...(rendered === null ? {} : { rendered }) })
  const repeats = Math.max(1, Math.round(signers * REPEATED_SHARE))
  const invalids = Math.max(INVALID_KINDS.length, Math.round(signers * INVALID_SHARE))

  const encoded = (signer: Signer, random: Random) =>
    random() < FORM_SHARE ? asForm(slug, signer) : asJson(slug, signer)

  const first = (index: number): Submission => ({
    kind: 'first',
    request: encoded(signerAt(index), randomAt(seed, PURPOSE_ENCODING, index)),
  })

  const repeat = (number: number, sent: number): Submission => {
    const random = randomAt(seed, PURPOSE_REPEAT, number)
    const signer = signerAt(below(Math.max(1, sent - REPEAT_DISTANCE), random))
    return { kind: 'repeat', request: encoded({ ...signer, email: otherSpelling(signer.email, random) }, random) }
  }

  // Not among the signers: if one of them were accepted, the count would be too high.
  const stranger = (number: number): Signer => signerAt(signers + number)

  const invalid = (number: number) =>
    (INVALID_KINDS[number % INVALID_KINDS.length] ?? INVALID_KINDS[0])(slug, stranger(number))

  const refusals: Record<string, number> = {}
  for (let number = 0; number < invalids; number++) {
    const { outcome } = invalid(number).refusal
    refusals[outcome] = (refusals[outcome] ?? 0) + 1
  }

  return {
    firsts: signers,
    repeats,
    refusals,
    *submissions() {
      let repeated = 0
      let spoilt = 0
      for (let sent = 1; sent <= signers; sent++) {
        yield first(sent - 1)
        const invalidsDue = Math.floor((sent * invalids) / signers)
        const repeatsDue = sent > REPEAT_DISTANCE ? Math.floor((sent * repeats) / signers) : 0
        while (spoilt < invalidsDue) yield invalid(spoilt++)
        while (repeated < repeatsDue) yield repeat(repeated++, sent)
      }
      while (repeated < repeats) yield repeat(repeated++, signers)
    },
    again: () => ({ kind: 'repeat', request: asJson(slug, signerAt(0)) }),
    latecomer: (number) => ({ kind: 'first', request: asJson(slug, stranger(invalids + number)) }),
  }
}

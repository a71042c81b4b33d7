/** What a run of the documented calls is given and finds, whichever client makes them. */

export interface Given {
  origin: string
  operatorToken: string
  slug: string
  publicKey: string
  /** Solves the challenge: the proof as the form sends it. */
  proofOf: (challenge: unknown) => Promise<string>
}

export interface Found {
  created: number
  count: number | undefined
  unchanged: number
  signers: number | undefined
  accepted: string | undefined
  formPost: number
  /** Fields that a refusal names. */
  refused: (string | undefined)[] | undefined
  update: string | undefined
  image: number | undefined
  webhook: string | undefined
  embed: string | undefined
  embedXml: boolean
  unauthorized: string | undefined
}

/** The audit log of a petition: who did what. It names no signer, and has no text that a person wrote. */

/** Who did it: an account, a token of the petition, an operator, or the site by itself at a time that was set. */
export const ACTOR_KINDS = ['account', 'token', 'operator', 'site'] as const
export type ActorKind = (typeof ACTOR_KINDS)[number]

export interface Actor {
  kind: ActorKind
  /** Of an account its id, also of an operator's; of a token the beginning of its hash; null for the others. */
  id: string | null
}

/** What was done, by the group that a reader chooses from. */
export const AUDIT_ACTS = {
  words: [
    'text-changed',
    'translation-published',
    'translation-removed',
    'image-set',
    'image-removed',
    'update-published',
    'update-changed',
    'update-removed',
    'update-translated',
    'update-translation-removed',
  ],
  state: [
    'started',
    'submitted',
    'taken-back',
    'scheduled',
    'opened',
    'closed',
    'victory',
    'reopened',
    'deleted',
    'deletion-undone',
    'erased',
    'address-changed',
    'settings-changed',
    'approved',
    'change-asked',
    'declined',
    'taken-down',
    'put-back',
    'kept-down',
  ],
  review: [
    'released',
    'removed',
    'removal-undone',
    'signer-hidden',
    'signer-shown',
    'report-dismissed',
    'moderation-changed',
  ],
  claims: ['claim-added', 'claim-corrected', 'import-tested', 'import-begun', 'import-finished', 'import-undone'],
  contacts: ['contacts-read', 'keys-changed'],
  reach: [
    'webhook-added',
    'webhook-removed',
    'webhook-secret-changed',
    'partner-added',
    'partner-changed',
    'partner-removed',
    'partner-dismissed',
    'partner-link-changed',
  ],
  access: [
    'claimed',
    'invited',
    'invitation-cancelled',
    'joined',
    'role-changed',
    'member-removed',
    'member-left',
    'token-made',
    'token-revoked',
  ],
} as const

export type AuditGroup = keyof typeof AUDIT_ACTS
export type AuditAct = (typeof AUDIT_ACTS)[AuditGroup][number]

/** Numbers, codes and ids: whose role, which role, how many. The page of the log has words for each. */
export const AUDIT_FACTS = [
  /** The id of the account whose role it is. */
  'account',
  'role',
  /** As `tokenId` makes it. */
  'token',
  /** In one text, with spaces between them, as are fields. */
  'scopes',
  'fields',
  'version',
  /** BCP 47. */
  'language',
  'update',
  'webhook',
  /** The code. */
  'partner',
  /** Why the signatures of a group were held for review, and the id of the decision. */
  'suspicion',
  'decision',
  /** Of a name on the page: the id of its signature, what is hidden, and why. */
  'signature',
  'hide',
  'why',
  'moderation',
  /** How many. */
  'n',
] as const
export type AuditFact = (typeof AUDIT_FACTS)[number]
export type AuditFacts = Readonly<Partial<Record<AuditFact, string | number | null>>>

/** The API's schemas by their names in its description: those of schema/, and those that only the description has. */
import * as z from 'zod/mini'

import { operatorLinkCreated } from '../../../schema/account.ts'
import { contactsLine } from '../../../schema/contact.ts'
import { deadLetterReplayed, deadLettersResponse } from '../../../schema/dead-letter.ts'
import { emailsResponse } from '../../../schema/email.ts'
import { healthResponse } from '../../../schema/health.ts'
import {
  countResponse,
  endingForm,
  petitionResponse,
  petitionCreated,
  petitionForm,
  petitionPatch,
  imageResponse,
} from '../../../schema/petition.ts'
import { recountResponse } from '../../../schema/recount.ts'
import { claimsResponse } from '../../../schema/claim.ts'
import { removalsResponse } from '../../../schema/removal.ts'
import {
  reviewResponse,
  reviewDecisionForm,
  reviewPreview,
  reviewPreviewForm,
  reviewReleased,
  reviewRemoved,
} from '../../../schema/review.ts'
import { acceptedResponse, signatureForm, signersResponse } from '../../../schema/signature.ts'
import { partnersResponse } from '../../../schema/partner.ts'
import {
  updateForm,
  updatePatch,
  updateResponse,
  updatesResponse,
  updateTranslationForm,
  updateTranslationResponse,
} from '../../../schema/update.ts'
import { translationForm, versionResponse, versionsResponse } from '../../../schema/version.ts'
import {
  deliveriesResponse,
  eventPayload,
  webhookResponse,
  webhookCreated,
  webhookForm,
  webhooksResponse,
} from '../../../schema/webhook.ts'

const problem = z.object({
  type: z.url(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  /** Of `changed-meanwhile`: what it is now. */
  current: z.optional(z.object({ title: z.string(), addressee: z.string(), body: z.string(), revision: z.int() })),
})

/** ALTCHA v2; made and checked by altcha-lib. */
const challenge = z.object({
  parameters: z.looseObject({
    algorithm: z.string(),
    nonce: z.string(),
    salt: z.string(),
    cost: z.int(),
    keyLength: z.int(),
    keyPrefix: z.string(),
    expiresAt: z.int(),
    data: z.object({ id: z.uuid(), petition: z.string() }),
  }),
  signature: z.string(),
})

/** https://shields.io/badges/endpoint-badge */
const shieldsBadge = z.object({
  schemaVersion: z.literal(1),
  label: z.string(),
  message: z.string(),
  color: z.string(),
  cacheSeconds: z.int(),
})

/** https://oembed.com */
const oembed = z.object({
  version: z.literal('1.0'),
  type: z.literal('rich'),
  title: z.string(),
  author_name: z.string(),
  provider_name: z.string(),
  provider_url: z.url(),
  cache_age: z.int(),
  html: z.string(),
  width: z.int(),
  height: z.int(),
  thumbnail_url: z.optional(z.url()),
  thumbnail_width: z.optional(z.int()),
  thumbnail_height: z.optional(z.int()),
})

/** The link of an email was followed. */
const linkAccepted = z.object({ status: z.literal('accepted') })

const queued = z.object({ event: z.optional(z.string()), delivery: z.string() })

/** In the order of the document. */
export const SCHEMAS = {
  Accepted: acceptedResponse,
  Challenge: challenge,
  ContactsLine: contactsLine,
  Count: countResponse,
  DeadLetterReplayed: deadLetterReplayed,
  DeadLetters: deadLettersResponse,
  Deliveries: deliveriesResponse,
  Emails: emailsResponse,
  EndingForm: endingForm,
  Event: eventPayload,
  Health: healthResponse,
  Oembed: oembed,
  OperatorLinkCreated: operatorLinkCreated,
  Petition: petitionResponse,
  PetitionCreated: petitionCreated,
  PetitionForm: petitionForm,
  PetitionPatch: petitionPatch,
  Image: imageResponse,
  Problem: problem,
  Queued: queued,
  Recount: recountResponse,
  Claims: claimsResponse,
  Removals: removalsResponse,
  Review: reviewResponse,
  ReviewDecisionForm: reviewDecisionForm,
  ReviewPreview: reviewPreview,
  ReviewPreviewForm: reviewPreviewForm,
  ReviewReleased: reviewReleased,
  ReviewRemoved: reviewRemoved,
  ShieldsBadge: shieldsBadge,
  SignatureForm: signatureForm,
  Signers: signersResponse,
  Partners: partnersResponse,
  LinkAccepted: linkAccepted,
  Update: updateResponse,
  UpdateForm: updateForm,
  UpdatePatch: updatePatch,
  Updates: updatesResponse,
  UpdateTranslation: updateTranslationResponse,
  UpdateTranslationForm: updateTranslationForm,
  TranslationForm: translationForm,
  Version: versionResponse,
  Versions: versionsResponse,
  Webhook: webhookResponse,
  WebhookCreated: webhookCreated,
  WebhookForm: webhookForm,
  Webhooks: webhooksResponse,
} as const

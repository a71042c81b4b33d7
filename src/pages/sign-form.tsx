/**
 * The sign form. Without a script it posts to the page itself, and the signer confirms by email; `src/browser/sign-form/`
 * submits it without a page reload. Every text that the script may need is in the markup, but in attributes and a template:
 * a text browser shows what is merely hidden, and would say of a form that nobody has sent what happened to it.
 * No field has a `maxlength`: browsers cut what is pasted to it without a word, whereas the server says what is too long and
 * keeps it.
 */
import type { Locale } from '../../schema/locales.ts'
import type { Moderation } from '../../schema/signature.ts'
import type { CountResponse } from '../../schema/petition.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { BUSY_MAX_MINUTES, COUNTDOWN_MAX_SECONDS, PROOF_COST_ITERATIONS, PROOF_KEY_PREFIX } from '../limits.ts'
import { countedTexts } from './countdown.ts'
import { Joined } from './joined.tsx'
import { Choices } from './sign-form-choices.tsx'
import { described, EMAIL_INPUT, Field, ForBots } from './field.tsx'
import { Withdraw } from './withdraw.tsx'

/** A submitted form and why it was refused. It is shown again with everything that was typed. */
export interface Draft {
  /** By the name of the field. */
  values: Readonly<Record<string, string>>
  errors: readonly { path: string; message: string }[]
  /** An error of the form as a whole. */
  notice: string
}

const EMPTY: Draft = { values: {}, errors: [], notice: '' }

/** Paths: where the form is sent without a script, and where its script sends it and gets a challenge. */
export interface FormTarget {
  page: string
  signatures: string
  challenge: string
  /** What only the page of this form knows, sent with it. */
  ticket?: string
}

/** `query`: of the page with the form, for what it shows when it comes back with errors: `?…` or empty. */
export const formTarget = (locale: Locale, slug: string, query = ''): FormTarget => ({
  page: `/${locale}/p/${slug}${query}`,
  signatures: `/api/petitions/${slug}/signatures`,
  challenge: `/api/petitions/${slug}/challenge`,
})

/** Of the bot check of that name. `petition`: the slug by which it is known for good. */
export interface Turnstile {
  siteKey: string
  petition: string
}

interface SignFormProps {
  words: Catalogue
  locale: Locale
  count: CountResponse
  /** Whether a signature is counted at once or after confirmation by email. */
  confirmation: 'none' | 'email'
  /** Whether names appear at once, or after a check. */
  moderation: Moderation
  /** The number of the version of the text that is signed. */
  version: number
  to: FormTarget
  partner: string | null
  /** The time of rendering, signed: also what the script solves a proof of work for. */
  rendered: string
  /** Null if the bot check is our own. */
  turnstile: Turnstile | null
  draft: Draft | null
}

export function SignForm({
  words,
  locale,
  count,
  confirmation,
  moderation,
  version,
  to,
  partner,
  rendered,
  turnstile,
  draft,
}: SignFormProps) {
  const { form } = words
  const confirmed = confirmation === 'email'
  const { values, errors, notice } = draft ?? EMPTY
  const errorOf = (path: string): string | undefined => errors.find((error) => error.path === path)?.message
  const reasoned = errorOf('comment') !== undefined || (values['comment'] ?? '') !== ''
  return (
    <section class="sign card" id="sign">
      <form
        method="post"
        action={`${to.page}#sign`}
        {...(to.ticket === undefined ? {} : { target: '_self' })}
        data-signatures={to.signatures}
        {...(turnstile === null
          ? {
              'data-challenge': to.challenge,
              'data-cost': PROOF_COST_ITERATIONS,
              'data-prefix': PROOF_KEY_PREFIX,
            }
          : { 'data-turnstile': turnstile.siteKey, 'data-petition': turnstile.petition })}
        data-busy={JSON.stringify(countedTexts(form.busy, words.number, BUSY_MAX_MINUTES))}
        data-offline={form.offline}
        data-working={form.working}
        data-fix={form.fix}
        data-country-guessed={form.countryGuessed('{country}')}
        data-retrying={JSON.stringify(countedTexts(form.retrying, words.number, COUNTDOWN_MAX_SECONDS))}
        novalidate
      >
        <h2>{form.title}</h2>
        <noscript>
          <p class="notice">{form.noScript}</p>
        </noscript>
        <Field id="name" label={form.name} error={errorOf('name')}>
          <input
            {...described('name', errorOf('name'))}
            autocomplete="name"
            required
            dir="auto"
            value={values['name'] ?? ''}
          />
        </Field>
        <Field
          id="email"
          label={form.email}
          hint={confirmed ? form.emailHintConfirm : form.emailHint}
          error={errorOf('email')}
          note={
            <small
              class="suggestion"
              role="status"
              data-text={form.didYouMean('{address}')}
              data-use={form.useSuggestion}
            ></small>
          }
        >
          <input
            {...described('email', errorOf('email'), true)}
            {...EMAIL_INPUT}
            required
            value={values['email'] ?? ''}
          />
        </Field>
        <Choices {...{ words, locale, values, errorOf, moderation }} />
        <details class="field" open={reasoned}>
          <summary>{form.optional(form.more)}</summary>
          <Field id="comment" label={form.comment} hint={form.commentHint} error={errorOf('comment')}>
            <textarea {...described('comment', errorOf('comment'), true)} rows={4} dir="auto">
              {values['comment'] ?? ''}
            </textarea>
          </Field>
        </details>
        <p class="choice">
          <input id="updates" name="updates" type="checkbox" checked={'updates' in values} />
          <label for="updates">{form.updates}</label>
        </p>
        <ForBots label={form.trap} rendered={rendered} />
        {to.ticket !== undefined && <input type="hidden" name="ticket" value={to.ticket} />}
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="version" value={version} />
        {partner !== null && <input type="hidden" name="partner" value={partner} />}
        {turnstile !== null && <div class="turnstile"></div>}
        <div class="outcome" role="alert" tabindex={-1} hidden={notice === ''}>
          {notice}
        </div>
        <button class="button" type="submit">
          {form.submit}
        </button>
        <p class="consent">{confirmed ? form.consentConfirm : form.consent}</p>
      </form>
      <template>
        <div class="thanks" data-counts={confirmed ? 'later' : 'now'} tabindex={-1}>
          <h2>{confirmed ? form.thanksConfirm : form.thanks}</h2>
          {confirmed ? (
            <p class="sent" data-text={form.sentTo('{address}')}></p>
          ) : (
            <Joined {...{ words, count }} isIncluded={false} />
          )}
          <p>{confirmed ? form.thanksConfirmText : form.thanksText}</p>
          {confirmed && (
            <p>
              <button class="text-button change" type="button">
                {form.changeEmail}
              </button>
              <br />
              <button class="text-button again" type="button">
                {form.sendAgain}
              </button>
            </p>
          )}
        </div>
        <Withdraw words={words} url={null} kind={confirmed ? 'unconfirmed' : 'signed'} />
      </template>
    </section>
  )
}

/** The form. `src/sign-form/` makes it sign without a page reload; every sentence that it may need is in its template. */
import { COUNTRY_CODES } from '../../schema/countries.ts'
import type { Locale } from '../../schema/locales.ts'
import type { Catalogue } from '../i18n/en.ts'
import { COMMENT_MAX_CHARS, EMAIL_MAX_CHARS, NAME_MAX_CHARS } from '../limits.ts'

interface SignFormProps {
  words: Catalogue
  locale: Locale
  slug: string
  /** Whether a signature counts at once or after its mail was answered. */
  confirmation: 'none' | 'email'
  /** When this was rendered, signed. */
  rendered: string
  /** Null where the check is our own. */
  turnstileSiteKey: string | null
}

export function SignForm({ words, locale, slug, confirmation, rendered, turnstileSiteKey }: SignFormProps) {
  const { form } = words
  const confirmed = confirmation === 'email'
  return (
    <section class="sign card" id="sign">
      <noscript>
        <p class="notice" role="alert">
          {form.noScript}
        </p>
      </noscript>
      <form
        method="post"
        action={`/api/petitions/${slug}/signatures`}
        {...(turnstileSiteKey === null
          ? { 'data-challenge': `/api/petitions/${slug}/challenge` }
          : { 'data-turnstile': turnstileSiteKey, 'data-petition': slug })}
        data-busy={form.busy}
        data-offline={form.offline}
        data-working={form.working}
        data-fix={form.fix}
        data-retrying={JSON.stringify(retrying(words))}
        novalidate
      >
        <h2>{form.title}</h2>
        <p class="field">
          <label for="name">{form.name}</label>
          <input id="name" name="name" autocomplete="name" required maxlength={NAME_MAX_CHARS} dir="auto" />
        </p>
        <p class="field">
          <label for="email">{form.email}</label>
          <input
            id="email"
            name="email"
            type="text"
            inputmode="email"
            autocomplete="email"
            autocapitalize="none"
            spellcheck={false}
            required
            maxlength={EMAIL_MAX_CHARS}
            aria-describedby="email-hint"
            dir="ltr"
          />
          <small id="email-hint">{confirmed ? form.emailHintConfirm : form.emailHint}</small>
        </p>
        <p class="field">
          <label for="showName">{form.showName}</label>
          <select id="showName" name="showName">
            <option value="full">{form.showFull}</option>
            <option value="initials">{form.showInitials}</option>
            <option value="anonymous" selected>
              {form.showAnonymous}
            </option>
          </select>
        </p>
        <details class="field">
          <summary>
            {form.more} <span class="optional">({form.optional})</span>
          </summary>
          <label for="comment">{form.comment}</label>
          <textarea
            id="comment"
            name="comment"
            rows={4}
            maxlength={COMMENT_MAX_CHARS}
            aria-describedby="comment-hint"
            dir="auto"
          ></textarea>
          <small id="comment-hint">{form.commentHint}</small>
          <label for="country">{form.country}</label>
          <select id="country" name="country" autocomplete="country" aria-describedby="country-hint">
            <option value="">{form.countryAuto}</option>
            {countryOptions(locale).map(([code, name]) => (
              <option value={code}>{name}</option>
            ))}
          </select>
          <small id="country-hint">{form.countryHint}</small>
        </details>
        <p class="choice">
          <input id="updates" name="updates" type="checkbox" />
          <label for="updates">{form.updates}</label>
        </p>
        <p class="trap" aria-hidden="true">
          <label for="website">{form.trap}</label>
          <input id="website" name="website" tabindex={-1} autocomplete="off" />
        </p>
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="rendered" value={rendered} />
        {turnstileSiteKey !== null && <div class="turnstile"></div>}
        <div class="outcome" role="alert" tabindex={-1} hidden></div>
        <button class="button" type="submit" disabled>
          {form.submit}
        </button>
        <p class="consent">{confirmed ? form.consentConfirm : form.consent}</p>
      </form>
      <div class="thanks" data-counts={confirmed ? 'later' : 'now'} tabindex={-1} hidden>
        <h2>{confirmed ? form.thanksConfirm : form.thanks}</h2>
        <p>{confirmed ? form.thanksConfirmText : form.thanksText}</p>
        <h3>{words.share.title}</h3>
        <p>{words.share.text}</p>
        <p>
          <button class="button quiet" type="button" data-copy={`/p/${slug}`} data-copied={words.share.copied}>
            {words.share.copyLink}
          </button>
        </p>
      </div>
    </section>
  )
}

/** The sentence for each wait that the server may ask for, so that the script declines nothing by itself. */
const retrying = (words: Catalogue): Record<number, string> =>
  Object.fromEntries([5, 10, 30, 60].map((seconds) => [seconds, words.form.retrying(seconds)]))

const optionsOf = new Map<Locale, [code: string, name: string][]>()

/** Sorted as a reader of the language looks for them. Made once an isolate: DisplayNames and collation are slow. */
function countryOptions(locale: Locale): [code: string, name: string][] {
  const known = optionsOf.get(locale)
  if (known !== undefined) return known
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const options = [...COUNTRY_CODES]
    .map((code): [string, string] => [code, names.of(code) ?? code])
    .toSorted(([, a], [, b]) => a.localeCompare(b, locale))
  optionsOf.set(locale, options)
  return options
}

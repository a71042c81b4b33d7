/** The reader’s own account: name, language, email address, passkeys, where they are signed in, and its end. */
import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { consoleWords } from '../i18n/console-catalogue.ts'
import { type Around, Page } from './layout.tsx'
import { ButtonForm, ErrorSummary, type FormState, Select, TextField } from './parts/form.tsx'
import { Heading } from './parts/heading.tsx'

export interface ShownPasskey {
  id: string
  name: string
  /** In words. */
  used: string
}

export interface ShownSession {
  id: string
  /** Browser and system. */
  label: string
  used: string
  isThis: boolean
}

interface Props {
  around: Around
  email: string
  passkeys: readonly ShownPasskey[]
  sessions: readonly ShownSession[]
  form: FormState
}

export function AccountPage({ around, email, passkeys, sessions, form }: Props) {
  const words = consoleWords(around.locale)
  const { account } = words
  return (
    <Page
      around={around}
      title={account.title}
      current="account"
      hasErrors={Object.keys(form.errors).length > 0}
      scripts={['/console-passkey.js']}
    >
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={account.title} />
      <form class="card" method="post" action="/console/account">
        <TextField
          {...{ form }}
          name="name"
          label={account.name}
          hint={account.nameHint}
          with={{ autocomplete: 'name' }}
        />
        <Select
          {...{ form }}
          name="locale"
          label={account.language}
          options={LOCALES.map((locale) => [locale, catalogue(locale).name] as const)}
        />
        <button class="button">{account.save}</button>
      </form>
      <section class="section card">
        <h2>{account.email}</h2>
        <p>
          <bdi>{account.emailNow(email)}</bdi>
        </p>
        <form method="post" action="/console/account/email" novalidate>
          <TextField
            {...{ form }}
            name="email"
            label={account.emailNew}
            with={{ inputmode: 'email', autocomplete: 'email', autocapitalize: 'none', spellcheck: false, dir: 'ltr' }}
          />
          <button class="button quiet">{account.emailButton}</button>
        </form>
      </section>
      <section class="section card">
        <h2>{account.passkeys}</h2>
        <p>{account.passkeysText}</p>
        {passkeys.length === 0 ? (
          <p class="soft">{account.passkeyNone}</p>
        ) : (
          <ul class="list">
            {passkeys.map(({ id, name, used }) => (
              <li>
                <bdi>{name}</bdi> <span class="note">{account.sessionUsed(used)}</span>
                <p>
                  <a href={`/console/account/passkeys/${id}/remove`}>{account.passkeyRemove(name)}</a>
                </p>
              </li>
            ))}
          </ul>
        )}
        <noscript>
          <p class="note">{account.passkeyScript}</p>
        </noscript>
        <form id="add-passkey" hidden>
          <div class="field">
            <label for="passkey-name">{account.passkeyName}</label>
            <input id="passkey-name" name="name" autocomplete="off" />
          </div>
          <p class="wrong-text" role="alert" hidden>
            {words.signIn.passkeyFailed}
          </p>
          <button class="button quiet">{account.passkeyAdd}</button>
        </form>
      </section>
      <section class="section card">
        <h2>{account.sessions}</h2>
        <ul class="list">
          {sessions.map(({ id, label, used, isThis }) => (
            <li>
              <bdi>{label}</bdi> <span class="note">{isThis ? account.thisOne : account.sessionUsed(used)}</span>
              {!isThis && (
                <p>
                  <a href={`/console/account/sessions/${id}/end`}>{account.end}</a>
                </p>
              )}
            </li>
          ))}
        </ul>
        <div class="acts">
          <ButtonForm action="/console/sign-out" label={words.frame.signOut} kind="quiet" />
          <a href="/console/account/sessions/end">{account.endAll}</a>
        </div>
      </section>
      <p class="section">
        <a href="/console/account/delete">{account.delete}</a>
      </p>
    </Page>
  )
}

/** Signing in: asking for a link, and the page that the link leads to. */
import type { LinkKind } from '../../schema/account.ts'
import { consoleWords, type ConsoleWords } from '../i18n/console-catalogue.ts'
import { LINKS_PER_ADDRESS_PER_DAY } from '../limits.ts'
import { type Around, Page } from './layout.tsx'
import { ErrorSummary, type FormState, TextField } from './parts/form.tsx'
import { Heading } from './parts/heading.tsx'
import { Notice } from './parts/notice.tsx'

const EMAIL = {
  inputmode: 'email',
  autocomplete: 'username webauthn',
  autocapitalize: 'none',
  spellcheck: false,
  dir: 'ltr',
} as const

/** `next`: the path to come back to. `needed`: somebody came to a page that needs an account. */
export function SignInPage({
  around,
  form,
  next,
  needed = false,
}: {
  around: Around
  form: FormState
  next: string
  needed?: boolean
}) {
  const { signIn } = consoleWords(around.locale)
  const words = consoleWords(around.locale)
  return (
    <Page
      around={around}
      title={signIn.title}
      hasErrors={Object.keys(form.errors).length > 0}
      scripts={['/console-passkey.js']}
    >
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={signIn.title} lead={signIn.lead} />
      {needed && (
        <Notice tone="info">
          <p>{signIn.needed}</p>
        </Notice>
      )}
      <form method="post" action={`/console/sign-in?lang=${around.locale}`} novalidate>
        <input type="hidden" name="next" value={next} />
        <TextField form={form} name="email" label={signIn.email} hint={signIn.emailHint} with={EMAIL} />
        <button class="button">{signIn.send}</button>
      </form>
      {/* Shown by the script, where the browser has passkeys. */}
      <section class="section card" id="passkey" data-next={next} hidden>
        <h2>{signIn.passkeyTitle}</h2>
        <p>{signIn.passkeyText}</p>
        <p class="wrong-text" role="alert" hidden>
          {signIn.passkeyFailed}
        </p>
        <button type="button" class="button quiet">
          {signIn.passkey}
        </button>
      </section>
      <p class="section note">{signIn.newHere}</p>
    </Page>
  )
}

/** The same for every email address. */
export function SentPage({ around, address, next }: { around: Around; address: string; next: string }) {
  const { signIn } = consoleWords(around.locale)
  return (
    <Page around={around} title={signIn.sentTitle}>
      <Heading title={signIn.sentTitle} lead={signIn.sentText(address)} />
      <p>
        {signIn.sentNone} {signIn.sentMost(LINKS_PER_ADDRESS_PER_DAY)}
      </p>
      <div class="acts">
        <form method="post" action={`/console/sign-in?lang=${around.locale}`}>
          <input type="hidden" name="email" value={address} />
          <input type="hidden" name="next" value={next} />
          <button class="button quiet">{signIn.again}</button>
        </form>
        <a href={`/console/sign-in?lang=${around.locale}`}>{signIn.other}</a>
      </div>
      <p class="section note">{signIn.sentSame}</p>
    </Page>
  )
}

export type ShownLink =
  | { kind: 'sign-in' }
  | { kind: 'operator' }
  | { kind: 'email-change' }
  | { kind: 'email-undo' }
  | { kind: 'invitation'; role: keyof ConsoleWords['roles']['you']; title: string }

/** Nothing has happened yet: programs that check emails open links, and press no buttons. */
interface LinkPageProps {
  around: Around
  link: ShownLink
  /** The id of the session that the button opens, so that a second press is known as one. */
  session: string
  form: FormState
}

export function LinkPage({ around, link, session, form }: LinkPageProps) {
  const words = consoleWords(around.locale)
  const { signIn } = words
  return (
    <Page around={around} title={signIn.linkTitle} hasErrors={Object.keys(form.errors).length > 0}>
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={signIn.linkTitle} lead={leadOf(words, link)} />
      <form method="post" novalidate>
        <input type="hidden" name="session" value={session} />
        {link.kind === 'operator' && <TextField form={form} name="email" label={signIn.email} with={EMAIL} />}
        <button class="button">{buttonOf(words, link)}</button>
      </form>
    </Page>
  )
}

function leadOf({ signIn, roles }: ConsoleWords, link: ShownLink): string {
  switch (link.kind) {
    case 'sign-in':
      return signIn.linkText
    case 'operator':
      return signIn.linkOperator
    case 'email-change':
      return signIn.linkEmail
    case 'email-undo':
      return signIn.linkUndo
    case 'invitation':
      return signIn.linkInvited(roles[link.role], link.title)
  }
}

function buttonOf({ signIn }: ConsoleWords, { kind }: ShownLink): string {
  switch (kind) {
    case 'invitation':
      return signIn.acceptButton
    case 'email-change':
      return signIn.emailButton
    case 'email-undo':
      return signIn.undoButton
    default:
      return signIn.linkButton
  }
}

/** Used, too old, or not complete. `kind`: null where that is not known. */
export function LinkGonePage({ around, kind }: { around: Around; kind: LinkKind | null }) {
  const { signIn, account } = consoleWords(around.locale)
  const isToSignIn = kind === null || kind === 'sign-in'
  const act =
    kind === 'email-change' || kind === 'email-undo'
      ? { href: '/console/account', label: account.title }
      : { href: `/console/sign-in?lang=${around.locale}`, label: isToSignIn ? signIn.goneButton : signIn.linkButton }
  return (
    <Page around={around} title={signIn.goneTitle}>
      <Heading title={signIn.goneTitle} lead={isToSignIn ? signIn.goneText : signIn.goneOf[kind]} />
      <a class="button" href={act.href}>
        {act.label}
      </a>
    </Page>
  )
}

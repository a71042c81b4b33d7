/** Of the reader’s own account, what ends: a passkey, a session, all of them, the account. */
import { consoleWords } from '../i18n/console-catalogue.ts'
import { listed } from '../i18n/lists.ts'
import { counts, EndPage } from './end-page.tsx'
import { type Around, Page } from './layout.tsx'
import { Confirm } from './parts/confirm.tsx'
import type { FormState } from './parts/form.tsx'
import { Back, Heading } from './parts/heading.tsx'
import { Notice } from './parts/notice.tsx'

const HERE = '/console/account'

interface Props {
  around: Around
}

/** `others`: how many passkeys stay. */
export function EndPasskeyPage({ around, id, name, others }: Props & { id: string; name: string; others: number }) {
  const { account, ends } = consoleWords(around.locale)
  return (
    <EndPage
      {...{ around }}
      title={ends.passkey.title(name)}
      so={[ends.passkey.text, others === 0 ? ends.passkey.last : ends.passkey.others(others)]}
      back={{ href: HERE, to: account.title }}
      action={`${HERE}/passkeys/${id}/remove`}
      label={account.passkeyRemove(name)}
      in={{ current: 'account' }}
    />
  )
}

export function EndSessionPage({ around, id, label, used }: Props & { id: string; label: string; used: string }) {
  const { account, ends } = consoleWords(around.locale)
  return (
    <EndPage
      {...{ around }}
      title={ends.session.title(label)}
      so={[account.sessionUsed(used), ends.session.text, ends.emailLink]}
      back={{ href: HERE, to: account.title }}
      action={`${HERE}/sessions/${id}/end`}
      label={account.end}
      in={{ current: 'account' }}
    />
  )
}

/** `sessions`: with this one. */
export function EndAllPage({ around, sessions }: Props & { sessions: number }) {
  const { account, ends } = consoleWords(around.locale)
  return (
    <EndPage
      {...{ around }}
      title={ends.everywhere}
      so={[ends.sessions(sessions), ends.emailLink]}
      back={{ href: HERE, to: account.title }}
      action={`${HERE}/sessions/end`}
      label={account.endAll}
      in={{ current: 'account' }}
    />
  )
}

export interface AccountEnds {
  sessions: number
  drafts: number
  /** Petitions in whose team it is. */
  teams: number
  /** That it has made, and that work. */
  tokens: number
  invitations: number
}

/** `onlyOwnerOf`: petitions that would have no owner. */
export function DeleteAccountPage({
  around,
  onlyOwnerOf,
  isLastOperator,
  ending,
  form,
}: Props & { onlyOwnerOf: readonly string[]; isLastOperator: boolean; ending: AccountEnds; form: FormState }) {
  const words = consoleWords(around.locale)
  const { account, ends } = words
  if (onlyOwnerOf.length > 0 || isLastOperator) {
    return (
      <Page around={around} title={account.delete} current="account">
        <Back href={HERE} text={words.frame.back(account.title)} />
        <Heading title={account.delete} />
        <Notice tone="warn">
          {onlyOwnerOf.length > 0 && <p>{account.deleteOnly(listed(onlyOwnerOf, around.locale))}</p>}
          {isLastOperator && <p>{account.deleteOperator}</p>}
        </Notice>
      </Page>
    )
  }
  const so = counts(
    [ending.teams, ends.teams],
    [ending.drafts, ends.drafts],
    [ending.tokens, ends.tokens],
    [ending.invitations, ends.invitations],
    [ending.sessions, ends.sessions],
  )
  return (
    <EndPage
      {...{ around, form }}
      title={account.delete}
      so={[account.deleteText, ...so, ends.noUndo]}
      back={{ href: HERE, to: account.title }}
      action={`${HERE}/delete`}
      label={account.deleteConfirm}
      in={{ current: 'account' }}
    >
      <Confirm {...{ words, form }} people={0} />
    </EndPage>
  )
}

/** The pages of the three steps in which a petition is started. */
import type { Draft } from '../../src/accounts/drafts.ts'
import type { FormState } from '../../src/console/parts/form.tsx'
import { adviceOn } from '../../src/console/start/advice.ts'
import {
  checkDraft,
  checkedKeyOf,
  checkWords,
  type DraftValues,
  draftValues,
  stepOf,
} from '../../src/console/start/draft.ts'
import { stepPath } from '../../src/console/start/frame.tsx'
import { beginningOf, KeyPage } from '../../src/console/start/key.tsx'
import { PublishPage } from '../../src/console/start/publish.tsx'
import { WordsPage } from '../../src/console/start/words.tsx'
import { petitionUrl } from '../../src/http/urls.ts'
import { dayIn, momentIn } from '../../src/i18n/time.ts'
import type { FieldProblem } from '../../src/refusal.ts'
import type { Signed } from './access.ts'
import { type RouteContext, servicesOf } from './context.ts'
import { errorsOf, wrong } from './form.ts'
import { aroundOf, page, seeOther, wordsOf } from './respond.tsx'
import { needsApproval } from './shown.ts'
import { timeZones } from './time-zones.ts'

export async function wordsPage(c: RouteContext, draft: Draft, state?: FormState): Promise<Response> {
  const values = state?.values ?? draftValues(draft.data)
  const { title = '', addressee = '', body = '' } = values
  const view = (
    <WordsPage
      around={await aroundOf(c)}
      id={draft.id}
      revision={draft.revision}
      form={state ?? { values, errors: {} }}
      advice={adviceOn({ title, addressee, body })}
      timeZones={timeZones()}
    />
  )
  return page(c, view, state === undefined ? 200 : 422)
}

/** To the first step that is not finished. A last day that has passed since is said at its field. */
export async function unfinished(c: RouteContext, draft: Draft): Promise<Response> {
  const values = draftValues(draft.data)
  const now = Date.now()
  const words = checkWords(values, now)
  const past = words.ok ? [] : words.errors.filter(({ code }) => code === 'in-the-past')
  if (past.length > 0) return wordsPage(c, draft, { values, errors: errorsOf(c, past) })
  return seeOther(c, stepPath(draft.id, stepOf(values, now) === 1 ? 'words' : 'key'))
}

/** What is wrong with the keys, at its field. */
export function keyForm(c: RouteContext, values: DraftValues, problems: readonly FieldProblem[]): FormState {
  const { key } = wordsOf(c).start
  const code = problems[0]?.code
  if (code === 'no-key') return wrong(values, 'publicKeys', key.needed)
  if (code === 'required') return wrong(values, 'agree', key.agreeNeeded)
  return { values, errors: errorsOf(c, problems) }
}

export async function keyPage(c: RouteContext, draft: Draft, state?: FormState): Promise<Response> {
  const values = draftValues(draft.data)
  if (!checkWords(values, Date.now()).ok) return unfinished(c, draft)
  const view = (
    <KeyPage
      around={await aroundOf(c)}
      id={draft.id}
      revision={draft.revision}
      slug={values.slug ?? ''}
      form={state ?? { values, errors: {} }}
      isAgain={c.req.query('again') !== undefined}
    />
  )
  // The private key is in this page: nothing that runs in it can send it anywhere.
  return page(c, view, state === undefined ? 200 : 422, { 'connect-src': `'none'` })
}

export async function publishPage(
  c: RouteContext & { var: Signed },
  draft: Draft,
  link: string | null = null,
): Promise<Response> {
  const values = draftValues(draft.data)
  const now = Date.now()
  const checked = checkDraft(values, now)
  if (!checked.ok || stepOf(values, now) < 3) return unfinished(c, draft)
  const { settings } = await servicesOf(c.env)
  const { title, addressee, starter, language, slug, opensAt, closesAt, timeZone, publicKeys } = checked.value
  const view = (
    <PublishPage
      around={await aroundOf(c)}
      id={draft.id}
      revision={draft.revision}
      slug={slug}
      form={{ values: { confirmation: values.confirmation ?? 'email' }, errors: {} }}
      words={{ title, addressee, starter, language, url: petitionUrl(settings.publicOrigin, slug, null) }}
      lastDay={closesAt === null ? null : dayIn(Date.parse(closesAt) - 1, timeZone, c.var.locale)}
      opens={opensAt === null ? null : momentIn(Date.parse(opensAt), timeZone, c.var.locale)}
      publicKey={{ begins: beginningOf(publicKeys[0] ?? ''), isChecked: checkedKeyOf(values) !== null }}
      link={link}
      needsApproval={await needsApproval(c)}
    />
  )
  return page(c, view)
}

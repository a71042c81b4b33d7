/** The third step: everything once more, the link to the draft, and when a signature counts. */
import { catalogue } from '../../i18n/catalogue.ts'
import { consoleWords } from '../../i18n/console-catalogue.ts'
import type { Around } from '../layout.tsx'
import { ButtonForm, Choices, type FormState } from '../parts/form.tsx'
import { type Step, StepPage, stepPath } from './frame.tsx'

interface Props {
  around: Around
  id: string
  revision: number
  /** Sent with the form: by then the draft may be a petition. */
  slug: string
  form: FormState
  words: { title: string; addressee: string; starter: string; language: string; url: string }
  /** Already in words; null without one. */
  lastDay: string | null
  /** When it opens by itself, in words; null for at once. */
  opens: string | null
  publicKey: { begins: string; isChecked: boolean }
  /** The link to the draft, just after it was made: it is not stored. */
  link: string | null
  needsApproval: boolean
}

export function PublishPage(props: Props) {
  const { around, id, revision, slug, form, words, lastDay, opens, publicKey, link, needsApproval } = props
  const all = consoleWords(around.locale)
  const { publish } = all.start
  const { labelled } = catalogue(around.locale)
  const facts: readonly (readonly [label: string, value: string, step: Step])[] = [
    [all.start.words.name, words.title, 'words'],
    [all.start.words.addressee, words.addressee, 'words'],
    [all.start.words.starter, words.starter, 'words'],
    [publish.address, words.url, 'words'],
    ...(opens === null ? [] : [[all.settings.opensOn, opens, 'words'] as const]),
    ...(lastDay === null ? [] : [[all.start.words.lastDay, lastDay, 'words'] as const]),
    [
      publish.key,
      labelled(publicKey.isChecked ? publish.keyChecked : publish.keyPasted, publish.keyBegins(publicKey.begins)),
      'key',
    ],
  ]
  return (
    <StepPage {...{ around, id, form }} step="publish" title={publish.title} lead={publish.lead}>
      <dl class="facts card">
        {facts.map(([label, value, step]) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
            <dd>
              <a href={stepPath(id, step)}>
                {all.frame.change} <span class="visually-hidden">{label}</span>
              </a>
            </dd>
          </div>
        ))}
      </dl>
      <section class="section">
        <h2>{publish.lookTitle}</h2>
        <div class="preview">
          <iframe sandbox="" src={`/console/new/${id}/page`} title={publish.lookTitle} loading="lazy"></iframe>
        </div>
        <p class="note">
          <a href={`/console/new/${id}/page`}>{publish.open}</a>
        </p>
      </section>
      <section class="section card">
        <h2>{publish.linkTitle}</h2>
        <p>{publish.linkHint}</p>
        {link !== null && (
          <p class="secret">
            <label class="visually-hidden" for="draft-link">
              {publish.link}
            </label>
            <input id="draft-link" value={link} readonly dir="ltr" />
          </p>
        )}
        <ButtonForm action={`/console/new/${id}/link`} label={publish.linkNew} kind="quiet" />
        <p class="note">{publish.linkNewHint}</p>
      </section>
      <form class="section" method="post" action={stepPath(id, 'publish')} novalidate>
        <input type="hidden" name="revision" value={revision} />
        <input type="hidden" name="slug" value={slug} />
        <Choices
          {...{ form }}
          name="confirmation"
          label={publish.when}
          hint={publish.whenHint}
          options={[
            { value: 'email', label: publish.email, hint: publish.emailHint },
            { value: 'none', label: publish.none, hint: publish.noneHint },
          ]}
        />
        {needsApproval && <p>{publish.approval}</p>}
        <div class="acts">
          <button class="button">{needsApproval ? publish.submit : publish.publish}</button>
          <a class="button quiet" href="/console">
            {publish.keep}
          </a>
        </div>
      </form>
    </StepPage>
  )
}

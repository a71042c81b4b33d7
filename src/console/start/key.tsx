/**
 * The second step: the key. It is made in the browser by a script, which sends its public half alone; without a script, the public
 * key of one that was made elsewhere is pasted.
 */
import { catalogue } from '../../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { PASSPHRASE_MIN_CHARS, PUBLIC_KEYS_MAX_ITEMS } from '../../limits.ts'
import type { Around } from '../layout.tsx'
import { type FormState, TextArea, Tick } from '../parts/form.tsx'
import { Notice } from '../parts/notice.tsx'
import { checkedKeyOf } from './draft.ts'
import { StepPage, stepPath } from './frame.tsx'

interface Props {
  around: Around
  id: string
  revision: number
  /** For the name of the file. */
  slug: string
  form: FormState
  /** Whether another key is to be made in the place of one that was checked. */
  isAgain: boolean
}

/** Of the key whose file was opened, as it is shown: what distinguishes it from others. */
export const beginningOf = (publicKey: string): string => publicKey.slice(0, 9)

export function KeyPage({ around, id, revision, slug, form, isAgain }: Props) {
  const { start, frame } = consoleWords(around.locale)
  const { key, publish } = start
  const { labelled } = catalogue(around.locale)
  const checked = isAgain ? null : checkedKeyOf(form.values)
  return (
    <StepPage
      {...{ around, id, form }}
      step="key"
      title={key.title}
      lead={key.lead}
      scripts={checked === null ? ['/console-key.js'] : []}
    >
      <noscript>
        <Notice tone="warn">
          <p>{key.noScript}</p>
        </Notice>
      </noscript>
      <form method="post" action={stepPath(id, 'key')} novalidate>
        <input type="hidden" name="revision" value={revision} />
        {checked === null ? (
          <MakeKey {...{ slug }} words={key} isEnglish={around.locale === 'en'} />
        ) : (
          <section class="card">
            <h2>{publish.key}</h2>
            <p>{labelled(publish.keyChecked, publish.keyBegins(beginningOf(checked)))}</p>
            <a href={`${stepPath(id, 'key')}?again`}>{key.again}</a>
          </section>
        )}
        <div id="agreed" hidden={checked === null}>
          <Notice tone="warn">
            <h2>{key.lost}</h2>
            <p>{key.lostText}</p>
          </Notice>
          <Tick {...{ form }} name="agree" label={key.agree} />
        </div>
        {/* Written by the script once the file was opened again: its public key. */}
        <input type="hidden" name="checked" value={checked ?? ''} />
        <details class="more" open={'publicKeys' in form.errors || (form.values['publicKeys'] ?? '') !== ''}>
          <summary>{key.more}</summary>
          <p>{key.moreText}</p>
          <TextArea
            {...{ form }}
            name="publicKeys"
            label={key.publicKeys}
            rows={Math.min(3, PUBLIC_KEYS_MAX_ITEMS)}
            with={{ autocomplete: 'off', spellcheck: false, dir: 'ltr' }}
          />
        </details>
        <div class="acts">
          <button class="button" name="go" value="next">
            {key.continue}
          </button>
          <a class="button quiet" href={stepPath(id, 'words')}>
            {frame.back(start.steps.words)}
          </a>
        </div>
      </form>
    </StepPage>
  )
}

function MakeKey({
  words,
  slug,
  isEnglish,
}: {
  words: ConsoleWords['start']['key']
  slug: string
  isEnglish: boolean
}) {
  // The words are English ones: people who read other languages get digits.
  const kind = isEnglish ? 'words' : 'digits'
  return (
    <div
      id="make-key"
      data-slug={slug}
      data-kind={kind}
      data-words={JSON.stringify({
        ...words.failures,
        ownShort: words.ownShort(PASSPHRASE_MIN_CHARS),
        checked: words.checked,
        notChecked: words.notChecked,
        saveAgain: words.saveAgain,
      })}
      hidden
    >
      <section class="card">
        <h2>{words.choose}</h2>
        <p>{kind === 'words' ? words.chooseText : words.chooseDigits}</p>
        <p class="passphrase" lang="en" dir="ltr" translate="no"></p>
        <button type="button" class="link-button" data-act="words">
          {words.different}
        </button>
        <details class="more">
          <summary>{words.own}</summary>
          <div class="field">
            <label for="own-passphrase">{words.ownLabel}</label>
            <span class="hint">{words.ownHint(PASSPHRASE_MIN_CHARS)}</span>
            <input id="own-passphrase" autocomplete="off" spellcheck={false} />
          </div>
        </details>
      </section>
      <section class="card">
        <h2>{words.save}</h2>
        <p>{words.saveText}</p>
        <button type="button" class="button" data-act="save">
          {words.saveButton}
        </button>
      </section>
      <section class="card">
        <h2>{words.check}</h2>
        <p>{words.checkText}</p>
        <div class="field">
          <label for="key-file">{words.file}</label>
          <input type="file" id="key-file" accept=".json,application/json" />
        </div>
        <div class="field">
          <label for="check-passphrase">{words.passphrase}</label>
          <input id="check-passphrase" autocomplete="off" spellcheck={false} />
        </div>
        <button type="button" class="button quiet" data-act="check">
          {words.checkButton}
        </button>
        <p role="status" data-part="state">
          {words.notChecked}
        </p>
      </section>
    </div>
  )
}

/** The page that changes the web address of a petition: what happens, in numbers, and the addresses of before. */
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { MeanwhilePage } from '../meanwhile-page.tsx'
import { ErrorSummary, type FormState, HiddenFields, TextField } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { TableHead } from '../parts/table-head.tsx'
import { settingsPath } from './settings.tsx'

export const addressPath = (slug: string): string => `${settingsPath(slug)}/address`

interface Props {
  around: Around
  petition: AroundPetition
  /** The public origin. */
  origin: string
  form: FormState
  /** The public count. */
  count: number
  /** The slugs of former addresses, the newest first, and how many there are. */
  former: { slugs: readonly string[]; count: number }
  /** How often it can be changed now. */
  left: number
  /** When it can be changed again, in words; null if it can be now. */
  again: string | null
}

export function AddressPage({ around, petition, origin, form, count, former, left, again }: Props) {
  const words = consoleWords(around.locale)
  const { settings, frame, places } = words
  const { slug } = petition
  const url = (of: string): string => `${origin}/p/${of}`
  return (
    <Page
      {...{ around, petition }}
      title={settings.addressChange}
      place="settings"
      hasErrors={Object.keys(form.errors).length > 0}
    >
      <Back href={settingsPath(slug)} text={frame.back(places.settings)} />
      <ErrorSummary words={words} errors={form.errors} labels={{ slug: settings.addressNew }} />
      <Heading title={settings.addressChange} />
      <section class="card">
        <dl class="facts">
          <div>
            <dt>{settings.addressNow}</dt>
            <dd>
              <bdi>{url(slug)}</bdi>
            </dd>
          </div>
        </dl>
      </section>
      {again === null ? (
        <>
          <section class="card">
            <h2>{words.ending.so}</h2>
            <Consequences
              items={[
                settings.addressLinks,
                settings.addressEmbeds,
                settings.addressCount(count),
                settings.addressKept(former.count + 1),
                settings.addressLeft(left - 1),
              ]}
            />
          </section>
          <form class="section" method="post" action={addressPath(slug)} novalidate>
            <HiddenFields values={{ from: form.values['from'] ?? slug }} />
            <TextField
              {...{ form }}
              name="slug"
              label={settings.addressNew}
              hint={settings.addressHint}
              with={{ autocomplete: 'off', autocapitalize: 'none', spellcheck: false, dir: 'ltr' }}
            />
            <div class="acts">
              <button class="button">{settings.addressChange}</button>
              <a href={settingsPath(slug)}>{frame.cancel}</a>
            </div>
          </form>
        </>
      ) : (
        <Notice tone="warn">
          <p>{settings.addressOften(again)}</p>
        </Notice>
      )}
      {former.slugs.length > 0 && (
        <section class="section card">
          <h2>{settings.addressFormer}</h2>
          <p class="note">{settings.addressFormerText}</p>
          <ul class="list">
            {former.slugs.map((one) => (
              <li>
                <bdi>{url(one)}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}

interface MeanwhileProps {
  around: Around
  petition: AroundPetition
  /** The slug that was typed. */
  yours: string
}

/** Somebody else has changed it since the form was opened. */
export function AddressMeanwhilePage({ around, petition, yours }: MeanwhileProps) {
  const words = consoleWords(around.locale)
  const { settings, text, start } = words
  const { slug } = petition
  return (
    <MeanwhilePage
      around={around}
      action={addressPath(slug)}
      values={{ slug: yours, from: slug }}
      theirs={settingsPath(slug)}
      in={{ petition, place: 'settings' }}
      labels={{ ...text, meanwhileTitle: settings.addressMeanwhile, meanwhileText: settings.meanwhileText }}
    >
      <section class="card">
        <table class="table cards">
          <TableHead columns={[settings.setting, settings.there, settings.yours]} />
          <tbody>
            <tr>
              <th scope="row">{start.publish.address}</th>
              <td data-label={settings.there}>
                <bdi>{slug}</bdi>
              </td>
              <td data-label={settings.yours}>
                <bdi>{yours}</bdi>
              </td>
            </tr>
          </tbody>
        </table>
      </section>
    </MeanwhilePage>
  )
}

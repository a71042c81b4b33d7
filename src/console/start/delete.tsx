/** Before a draft that was never sent is deleted. */
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { EndPage } from '../end-page.tsx'
import type { Around } from '../layout.tsx'
import { stepPath } from './frame.tsx'

export function DeleteDraftPage({
  around,
  id,
  title,
  hasKey,
  hasLink,
}: {
  around: Around
  id: string
  /** Empty until it is given. */
  title: string
  hasKey: boolean
  /** Whether others have a link to read it. */
  hasLink: boolean
}) {
  const { start, ends } = consoleWords(around.locale)
  return (
    <EndPage
      {...{ around }}
      title={ends.draft.title}
      so={[ends.draft.text, ...(hasLink ? [ends.draft.link] : []), ...(hasKey ? [ends.draft.key] : []), ends.noUndo]}
      back={{ href: stepPath(id, 'words'), to: title === '' ? start.steps.words : title }}
      action={`/console/new/${id}/delete`}
      label={start.delete}
      in={{ current: 'petitions' }}
    />
  )
}

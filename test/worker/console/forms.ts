/** The forms on the pages of the console, as a browser that sends them would fill them. */
import { app } from '../../../workers/console/app.tsx'
import { fetchConsole, type Person } from './console.ts'
import type { Everything } from './everything.ts'

export type Fields = Record<string, string>

const pathsOf = (wanted: string): string[] => [
  ...new Set(
    app.routes.filter(({ method, path }) => method === wanted && !path.endsWith('.css}')).map(({ path }) => path),
  ),
]
/** The patterns of all routes that change something. */
export const POSTS = pathsOf('POST')
const PAGES = pathsOf('GET').filter((path) => !path.includes('/kit/'))

const decoded = (text: string | null): string =>
  (text ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

export interface SentForm {
  /** Every name that it has. What is not ticked or chosen is empty. */
  fields: Fields
  /** The names of those that a person types in. */
  typed: Set<string>
}

/** The forms of a page, by where they are sent. */
export async function formsIn(response: Response): Promise<Map<string, SentForm>> {
  const forms = new Map<string, SentForm>()
  let { fields, typed }: SentForm = { fields: {}, typed: new Set() }
  let select = ''
  let area = ''
  await new HTMLRewriter()
    .on('form[method=post]', {
      element: (element) => {
        const action = decoded(element.getAttribute('action')).replace(/#.*/, '')
        const form = forms.get(action) ?? { fields: {}, typed: new Set() }
        forms.set(action, form)
        fields = form.fields
        typed = form.typed
      },
    })
    .on('form[method=post] input[name]', {
      element: (input) => {
        const name = input.getAttribute('name') ?? ''
        const type = input.getAttribute('type') ?? ''
        const isChoice = ['radio', 'checkbox'].includes(type)
        if (!isChoice && !['hidden', 'file', 'submit'].includes(type)) typed.add(name)
        const isSent = !isChoice || input.hasAttribute('checked')
        const value = input.getAttribute('value') ?? ''
        // Of those that are typed in, below.
        fields[name] = isSent ? (typed.has(name) ? value : decoded(value)) : (fields[name] ?? '')
      },
    })
    .on('form[method=post] select[name]', {
      element: (control) => {
        select = control.getAttribute('name') ?? ''
        fields[select] = ''
      },
    })
    .on('form[method=post] select[name] option', {
      element: (option) => {
        if (option.hasAttribute('selected')) fields[select] = decoded(option.getAttribute('value'))
      },
    })
    .on('form[method=post] textarea[name]', {
      element: (control) => {
        area = control.getAttribute('name') ?? ''
        typed.add(area)
        fields[area] = ''
      },
      text: ({ text }) => {
        fields[area] += text
      },
    })
    .transform(response)
    .arrayBuffer()
  // A line break after the tag is none of the text (HTML, 13.2.6.4.7).
  for (const form of forms.values()) {
    for (const name of form.typed) form.fields[name] = decoded((form.fields[name] ?? '').replace(/^\n/, ''))
  }
  return forms
}

export interface Form extends SentForm {
  /** The pattern of a page that has it. */
  page: string
}

/** Those of all pages that this person has, by the patterns of the routes that they lead to. */
export async function formsOf({ as, urlOf }: Pick<Everything, 'as' | 'urlOf'>): Promise<Map<string, Form>> {
  const byPath = new Map<string, Form>()
  for (const page of PAGES) {
    const forms = await formsIn(await fetchConsole(urlOf(page), { as }))
    for (const [action, { fields, typed }] of forms) {
      const known = byPath.get(action)
      byPath.set(action, {
        page: known?.page ?? page,
        fields: { ...known?.fields, ...fields },
        typed: new Set([...(known?.typed ?? []), ...typed]),
      })
    }
  }
  return new Map(
    POSTS.flatMap((pattern) => {
      const form = byPath.get(urlOf(pattern))
      return form === undefined ? [] : [[pattern, form] as const]
    }),
  )
}

/** One form as it is on its page now. */
export async function formOn(path: string, action: string, as: Person): Promise<Fields | undefined> {
  return (await formsIn(await fetchConsole(path, { as }))).get(action)?.fields
}

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

/** Every name that the forms of a page have, by where they are sent. What is not ticked or chosen is empty. */
export async function formsIn(response: Response): Promise<Map<string, Fields>> {
  const forms = new Map<string, Fields>()
  let fields: Fields = {}
  let select = ''
  let area = ''
  await new HTMLRewriter()
    .on('form[method=post]', {
      element: (form) => {
        const action = decoded(form.getAttribute('action'))
        fields = forms.get(action) ?? {}
        forms.set(action, fields)
      },
    })
    .on('form[method=post] input[name]', {
      element: (input) => {
        const name = input.getAttribute('name') ?? ''
        const isChoice = ['radio', 'checkbox'].includes(input.getAttribute('type') ?? '')
        const isSent = !isChoice || input.hasAttribute('checked')
        fields[name] = isSent ? decoded(input.getAttribute('value')) : (fields[name] ?? '')
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
        fields[area] = ''
      },
      text: ({ text }) => {
        fields[area] += text
      },
    })
    .transform(response)
    .arrayBuffer()
  return forms
}

export interface Form {
  /** The pattern of a page that has it. */
  page: string
  /** Of all pages that have it. */
  fields: Fields
}

/** Those of all pages that this person has, by the patterns of the routes that they lead to. */
export async function formsOf({ as, urlOf }: Pick<Everything, 'as' | 'urlOf'>): Promise<Map<string, Form>> {
  const byPath = new Map<string, Form>()
  for (const page of PAGES) {
    const forms = await formsIn(await fetchConsole(urlOf(page), { as }))
    for (const [action, fields] of forms) {
      const known = byPath.get(action)
      byPath.set(action, { page: known?.page ?? page, fields: { ...known?.fields, ...fields } })
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
  return (await formsIn(await fetchConsole(path, { as }))).get(action)
}

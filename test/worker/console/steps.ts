/** The steps of starting a petition, as a browser without a script sends them. */
import type { ConsoleBindings } from '../../../workers/console/context.ts'
import { CAMPAIGN_KEYS } from '../fixtures.ts'
import { fetchConsole, type Person } from './console.ts'

export const WORDS = {
  title: 'Build a safe crossing at Mill Lane School',
  addressee: 'The council of Lower Lanternmouth',
  starter: 'Parents of Mill Lane',
  starterKind: 'organisation',
  body: 'Every morning three hundred children cross Mill Lane.',
  language: 'en',
  timeZone: 'Europe/London',
}

export const revisionIn = (html: string): string => /name="revision" value="(\d+)"/.exec(html)?.[1] ?? ''

/** Of the draft to whose page a response leads. */
export const idIn = (response: Response): string =>
  /^\/console\/new\/([\w-]+)\/text$/.exec(response.headers.get('location') ?? '')?.[1] ?? ''

export const newDraft = async (as: Person): Promise<string> =>
  idIn(await fetchConsole('/console/new', { method: 'POST', as }))

/** Sends a step with the revision that its page has, or that of the first step where it has no page yet. */
export async function send(
  as: Person,
  id: string,
  step: string,
  form: Record<string, string>,
  overrides: Partial<ConsoleBindings> = {},
): Promise<Response> {
  const own = revisionIn(await (await fetchConsole(`/console/new/${id}/${step}`, { as }, overrides)).text())
  const revision = own === '' ? revisionIn(await (await fetchConsole(`/console/new/${id}/text`, { as })).text()) : own
  return fetchConsole(`/console/new/${id}/${step}`, { as, form: { revision, go: 'next', ...form } }, overrides)
}

/** The first two steps. */
export async function fill(as: Person, id: string, slug: string, words: Record<string, string> = {}): Promise<void> {
  await send(as, id, 'text', { ...WORDS, slug, ...words })
  await send(as, id, 'key', { publicKeys: CAMPAIGN_KEYS.publicKey })
}

export async function ready(as: Person, slug: string, words: Record<string, string> = {}): Promise<string> {
  const id = await newDraft(as)
  await fill(as, id, slug, words)
  return id
}

/** What about a form is more like a bot than like a person. Nothing here refuses anybody: the review weighs it. */
import type { Signal } from '../../../schema/message.ts'
import type { SignatureForm } from '../../../schema/signature.ts'
import { isAbusiveName } from './abusive-name.ts'
import { renderTimeSignal } from './render-time.ts'

export interface SignalsContext {
  petition: { slug: string }
  /** Those that signed the time in the form. */
  renderKeys: readonly CryptoKey[]
  now: number
}

export async function signalsOf(form: SignatureForm, { petition, renderKeys, now }: SignalsContext): Promise<Signal[]> {
  const signals: Signal[] = []
  // A field that no person sees; a browser's autofill may fall in, so it is no proof. See docs/decisions/008.
  if (form.website !== undefined && form.website !== '') signals.push('trap')
  const renderTime = await renderTimeSignal(form.rendered, petition.slug, now, renderKeys)
  if (renderTime !== null) signals.push(renderTime)
  if (isAbusiveName(form.name)) signals.push('abusive-name')
  return signals
}

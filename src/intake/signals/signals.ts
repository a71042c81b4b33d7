/** Signals that a form was sent by a bot and not by a person. None of them refuses a signature: the review weighs them. */
import type { Signal } from '../../../schema/message.ts'
import type { SignatureForm } from '../../../schema/signature.ts'
import { isAbusiveName } from './abusive-name.ts'
import { renderTimeSignal } from './render-time.ts'

export interface SignalsContext {
  /** The slug of the petition. */
  petition: string
  /** Those that sign the time in a form. */
  renderKeys: readonly CryptoKey[]
  now: number
}

export async function signalsOf(form: SignatureForm, { petition, renderKeys, now }: SignalsContext): Promise<Signal[]> {
  const signals: Signal[] = []
  // A field that no person sees. A browser's autofill may fill it in, so it is no proof. See docs/decisions/008.
  if (form.website !== undefined && form.website !== '') signals.push('trap')
  const renderTime = await renderTimeSignal(form.rendered, petition, now, renderKeys)
  if (renderTime !== null) signals.push(renderTime)
  if (isAbusiveName(form.name)) signals.push('abusive-name')
  return signals
}

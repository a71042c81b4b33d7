/** Loaded by pages that have a share section, or that lead to one. */
import { enableCopying } from './copy-button.ts'
import { enableShare } from './share.ts'
import { followSigning } from './signed.ts'

enableShare(document)
for (const part of document.querySelectorAll('.withdraw, .copying')) enableCopying(part)
followSigning()

// Anyone who copies the address of a page with a secret in it means to share the petition. Nor does the history keep the secret.
const address = document.querySelector<HTMLElement>('main[data-address]')?.dataset['address']
if (address !== undefined) history.replaceState(null, '', address)

/** What somebody sends to get the links of a signature again. The queue message is in message.ts. */
import * as z from 'zod/mini'

import { signatureForm } from './signature.ts'

/** Unknown members are ignored. */
export const linksForm = z.pick(signatureForm, { email: true, rendered: true, website: true })

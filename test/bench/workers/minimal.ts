/**
 * The least that accepting a signature can cost here: its body is read, encrypted to as many keys as the path says, and put on the queue.
 * Nothing is checked, and who signs twice is accepted twice.
 */
import { toHex } from '../../../src/crypto/bytes.ts'
import { seal } from '../../../src/crypto/hpke.ts'

interface Env {
  SIGNATURES: Queue
  SEAL_PUBLIC_KEY: string
}

export default {
  async fetch(request, { SIGNATURES, SEAL_PUBLIC_KEY }) {
    const [, times] = new URL(request.url).pathname.split('/')
    const text = await request.text()
    const keys = Array.from({ length: Number(times) }, () => SEAL_PUBLIC_KEY)
    const sealed = await seal(text, keys, { purpose: 'contact', petition: 'none', id: '' })
    await SIGNATURES.send({ sealed: toHex(sealed) })
    return Response.json({ status: 'accepted' }, { status: 202 })
  },
} satisfies ExportedHandler<Env>

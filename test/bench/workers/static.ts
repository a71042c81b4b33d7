/** One response that never changes, with the headers of the count. Nothing that answers by itself can cost less. */
interface Env {
  BODY: string
  /** Names and values, in JSON. */
  HEADERS: string
}

let made: Headers | undefined

export default {
  fetch: (_, { BODY, HEADERS }) => {
    made ??= new Headers(JSON.parse(HEADERS))
    return new Response(BODY, { headers: made })
  },
} satisfies ExportedHandler<Env>

/** What the requests of tests are made of. For every runtime. */

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })

/** A POST of `body` as JSON; a string is sent as it is. */
export const jsonPost = (body: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

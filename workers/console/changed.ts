/** A response after which the edge forgets what it has cached of a petition. */
import { type Changed, changedHeader } from '../../src/http/changed-header.ts'

export function changed(petition: Changed, response: Response): Response {
  for (const [name, value] of Object.entries(changedHeader(petition))) response.headers.set(name, value)
  return response
}

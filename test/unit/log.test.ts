/** Errors are logged without what people wrote. */
import { expect, test, vi } from 'vitest'

import { log } from '../../src/platform/log.ts'

test('an error is logged by its innermost cause, since outer errors may quote the values of a query', () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const cause = new Error('D1_ERROR: too many SQL variables')
  log.error('edge.fault', { error: new Error('Failed query: insert … params: Ada Example', { cause }) })
  expect(error.mock.calls).toEqual([
    ['{"level":"error","event":"edge.fault","error":"Error: D1_ERROR: too many SQL variables"}'],
  ])
  error.mockRestore()
})

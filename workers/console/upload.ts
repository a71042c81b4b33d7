/** What a form with a file sends, read before a route is called. */
import { createMiddleware } from 'hono/factory'

import type { With } from './context.ts'
import { readUpload, type Upload } from './read-upload.ts'
import { refused } from './respond.tsx'

/** Reads the form and sets `upload`. `name`: of the field with the file. After the middleware that says who may call. */
export const upload = (name: string, maxFileBytes: number) =>
  createMiddleware<With<{ upload: Upload }>>(async function upload(c, next) {
    const read = await readUpload(c.req.raw, name, maxFileBytes)
    if (!read.ok) return refused(c, read.refusal)
    c.set('upload', read.value)
    return next()
  })

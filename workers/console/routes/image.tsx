/** The image of a petition. */
import { Hono } from 'hono'

import { imageQuery } from '../../../schema/petition.ts'
import { addressOf } from '../../../src/address.ts'
import type { FormState } from '../../../src/console/parts/form.tsx'
import { ImagePage, imagePath, RemoveImagePage } from '../../../src/console/text/image.tsx'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { cleanImage } from '../../../src/image/clean.ts'
import { IMAGE_MAX_BYTES } from '../../../src/limits.ts'
import { readImage, removeImage, setAlt, setImage } from '../../../src/petitions/image.ts'
import { findPetition, type Petition } from '../../../src/petitions/petitions.ts'
import { byAccount, type InPetition, requireRole } from '../access.ts'
import { changed } from '../changed.ts'
import type { ConsoleContext, RouteContext } from '../context.ts'
import { check, form, wrong } from '../form.ts'
import type { Upload } from '../read-upload.ts'
import { aroundOf, notFound, page, privateImage, refused, seeOther, wordsOf } from '../respond.tsx'
import { aroundPetitionOf, needsApproval } from '../shown.ts'
import { upload } from '../upload.ts'

/** Under `/p/:slug/text/image`. */
export const imageRoutes = new Hono<ConsoleContext>()

type ImageContext = RouteContext & { var: InPetition }

imageRoutes.get('/', requireRole('write'), (c) => imagePage(c, c.var.petition))

imageRoutes.post('/', requireRole('write'), upload('file', IMAGE_MAX_BYTES), async (c) => {
  const { petition } = c.var
  const { values, file } = c.var.upload
  const read = check(c, imageQuery, values)
  const fileError = fileProblem(c, file)
  if (!read.ok || fileError !== null) {
    const errors = { ...(read.ok ? {} : read.form.errors), ...(fileError === null ? {} : { file: fileError }) }
    return imagePage(c, petition, { values, errors })
  }
  const { alt } = read.value
  const seen = { hash: values['seenHash'] ?? null, alt: values['seenAlt'] ?? null }
  const setting = { by: byAccount(c.var), needsApproval: await needsApproval(c), now: Date.now(), seen }
  if (file === null || file === 'too-large') {
    if (await setAlt(c.env.DB, petition.id, alt, setting)) return saved(c)
    // A second press sends what the first one has saved.
    return (await imageNow(c))?.alt === alt ? saved(c) : meanwhile(c, { alt })
  }
  const clean = await cleanImage(file.bytes, file.type)
  if (!clean.ok) {
    const { refusal } = clean
    if (refusal.code !== 'invalid-image') return refused(c, refusal)
    return imagePage(c, petition, wrong(values, 'file', catalogue(c.var.locale).problem.image[refusal.why]))
  }
  const { bytes, ...measured } = clean.value
  if (await setImage(c.env.DB, petition.id, { ...measured, alt }, bytes, setting)) return saved(c)
  const current = await imageNow(c)
  return current?.hash === measured.hash && current.alt === alt ? saved(c) : meanwhile(c, { alt })
})

imageRoutes.get('/remove', requireRole('write'), async (c) => {
  const { petition } = c.var
  if (petition.image === null) return seeOther(c, imagePath(addressOf(petition)))
  const shown = aroundPetitionOf(petition, Date.now())
  return page(c, <RemoveImagePage around={await aroundOf(c)} petition={shown} image={petition.image} />)
})

imageRoutes.post('/remove', requireRole('write'), form(), async (c) => {
  const { petition, values } = c.var
  const { image } = petition
  // Another one than was to be removed: its page shows it.
  if (image !== null && image.hash !== values['seenHash']) return seeOther(c, imagePath(addressOf(petition)))
  const at = { by: byAccount(c.var), needsApproval: await needsApproval(c), now: Date.now() }
  const isRemoved = image === null || (await removeImage(c.env.DB, petition.id, { ...at, seen: image }))
  if (!isRemoved) return seeOther(c, imagePath(addressOf(petition)))
  return changed(petition, seeOther(c, imagePath(addressOf(petition)), 'image-removed'))
})

// A draft's image is on no public page.
imageRoutes.get('/file/:hash', requireRole('write'), async (c) => {
  const { id, image } = c.var.petition
  const bytes = image?.hash === c.req.param('hash') ? await readImage(c.env.DB, id, image.hash) : null
  if (image === null || bytes === null) return notFound(c)
  return privateImage(c, bytes, image.type)
})

const imageNow = async (c: ImageContext): Promise<Petition['image']> =>
  (await findPetition(c.env.DB, c.var.petition.slug))?.image ?? null

function fileProblem(c: ImageContext, file: Upload['file']): string | null {
  const { image } = wordsOf(c).updates
  if (file === 'too-large') return image.tooLarge(IMAGE_MAX_BYTES / 1024 / 1024)
  return file === null && c.var.petition.image === null ? image.noFile : null
}

const saved = (c: ImageContext): Response =>
  changed(c.var.petition, seeOther(c, imagePath(addressOf(c.var.petition)), 'image-saved'))

/** Somebody else was faster: theirs is shown, and what was typed is in the form. */
async function meanwhile(c: ImageContext, values: { alt: string }): Promise<Response> {
  const current = (await findPetition(c.env.DB, c.var.petition.slug)) ?? c.var.petition
  return imagePage(c, current, { values, errors: {} }, 412)
}

async function imagePage(
  c: ImageContext,
  petition: Petition,
  state?: FormState,
  status: 200 | 412 | 422 = state === undefined ? 200 : 422,
): Promise<Response> {
  const view = (
    <ImagePage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      image={petition.image}
      form={state ?? { values: { alt: petition.image?.alt ?? '' }, errors: {} }}
      isOther={status === 412}
    />
  )
  return page(c, view, status)
}

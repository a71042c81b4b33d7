/** The image of a petition: setting it with its description, and removing it. */
import type { PetitionImage } from '../../../schema/petition.ts'
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { IMAGE_MAX_BYTES, IMAGE_SIDE_MAX_PIXELS } from '../../limits.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { ButtonForm, ErrorSummary, type FormState, HiddenFields, TextField } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'

const MEGABYTE = 1024 * 1024

export const imagePath = (slug: string): string => `/console/p/${slug}/text/image`

interface Props {
  around: Around
  petition: AroundPetition
}

interface ImagePageProps extends Props {
  image: PetitionImage | null
  form: FormState
  /** Whether somebody else has changed it since the form was opened. */
  isOther: boolean
}

export function ImagePage({ around, petition, image, form, isOther }: ImagePageProps) {
  const words = consoleWords(around.locale)
  const { frame, places, updates } = words
  const { image: labels } = updates
  const path = imagePath(petition.slug)
  const hint = labels.fileHint(IMAGE_MAX_BYTES / MEGABYTE, IMAGE_SIDE_MAX_PIXELS)
  return (
    <Page
      {...{ around, petition }}
      title={labels.title}
      place="text"
      hasErrors={isOther || Object.keys(form.errors).length > 0}
      scripts={['/console-image.js']}
    >
      <Back href={`/console/p/${petition.slug}/text`} text={frame.back(places.text)} />
      <ErrorSummary words={words} errors={form.errors} labels={{ alt: labels.alt, file: labels.file }} />
      {isOther && (
        <Notice tone="warn">
          <p>{labels.meanwhile}</p>
        </Notice>
      )}
      <Heading title={labels.title} lead={labels.lead} />
      {image === null ? (
        <p class="soft">{labels.none}</p>
      ) : (
        <figure class="card picture">
          <img
            src={`${path}/file/${image.hash}`}
            alt={image.alt}
            lang={petition.language}
            width={image.width}
            height={image.height}
          />
          <figcaption class="note" lang={petition.language} dir="auto">
            {image.alt}
          </figcaption>
        </figure>
      )}
      <form class="section" method="post" action={path} enctype="multipart/form-data" novalidate>
        <HiddenFields values={{ seenHash: image?.hash ?? '', seenAlt: image?.alt ?? '' }} />
        {/* Before the file, so that it is read whatever the file is. */}
        <TextField
          {...{ form }}
          name="alt"
          label={labels.alt}
          hint={labels.altHint}
          with={{ autocomplete: 'off', lang: petition.language, dir: 'auto' }}
        />
        <TextField
          {...{ form }}
          name="file"
          label={labels.file}
          hint={image === null ? hint : `${hint} ${labels.fileAgain}`}
          with={{
            type: 'file',
            accept: 'image/jpeg,image/png,image/webp',
            'data-max-bytes': IMAGE_MAX_BYTES,
            'data-max-pixels': IMAGE_SIDE_MAX_PIXELS,
            'data-smaller': labels.smaller,
          }}
        />
        <p class="note" role="status" id="file-said"></p>
        <div class="acts">
          <button class="button">{labels.save}</button>
          {image !== null && <a href={`${path}/remove`}>{labels.remove}</a>}
        </div>
      </form>
    </Page>
  )
}

export function RemoveImagePage({ around, petition, image }: Props & { image: PetitionImage }) {
  const words = consoleWords(around.locale)
  const { frame, updates } = words
  const { image: labels } = updates
  const path = imagePath(petition.slug)
  return (
    <Page {...{ around, petition }} title={labels.removeTitle} place="text">
      <Back href={path} text={frame.back(labels.title)} />
      <Heading title={labels.removeTitle} />
      <p lang={petition.language} dir="auto">
        <strong>{image.alt}</strong>
      </p>
      <Consequences items={[labels.removeSo, labels.removeCopies]} />
      <div class="acts">
        <ButtonForm action={`${path}/remove`} label={labels.remove} kind="danger" hidden={{ seenHash: image.hash }} />
        <a href={path}>{frame.cancel}</a>
      </div>
    </Page>
  )
}

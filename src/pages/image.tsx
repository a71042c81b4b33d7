/** The image above a petition's text. Its size is in the markup, so that the layout does not shift when it loads. */
import type { PetitionImage } from '../../schema/petition.ts'

export interface ImageProps {
  slug: string
  image: PetitionImage
  /** BCP 47, of the petition's text. */
  language: string
}

export const Image = ({ slug, image: { hash, width, height, alt }, language }: ImageProps) => (
  <img
    class="image"
    src={`/images/${slug}/${hash}`}
    width={width}
    height={height}
    alt={alt}
    lang={language}
    decoding="async"
    fetchpriority="high"
  />
)

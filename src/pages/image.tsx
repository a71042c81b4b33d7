/** The image above a petition's words. It knows its size before it has come, so that nothing moves when it does. */
import type { PetitionImage } from '../../schema/petition.ts'

export interface ImageProps {
  slug: string
  image: PetitionImage
  /** BCP 47, of the petition's own words. */
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

/** The picture above a petition's words. It knows its size before it has come, so that nothing moves when it does. */
import type { PetitionPicture } from '../../schema/petition.ts'

export interface PictureProps {
  slug: string
  picture: PetitionPicture
  /** BCP 47, of the petition's own words. */
  language: string
}

export const Picture = ({ slug, picture: { hash, width, height, alt }, language }: PictureProps) => (
  <img
    class="picture"
    src={`/pictures/${slug}/${hash}`}
    width={width}
    height={height}
    alt={alt}
    lang={language}
    decoding="async"
    fetchpriority="high"
  />
)

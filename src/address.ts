/**
 * The web address of a petition. `petitions.slug` is how keys, signed texts and programs know it, and never changes. Once its team
 * has changed the address, people find it under `petitions.public_slug`, and under each slug that it ever had.
 */

interface Named {
  slug: string
  publicSlug: string | null
}

/** The slug in the links of a petition. */
export const addressOf = ({ slug, publicSlug }: Named): string => publicSlug ?? slug

/** A petition as pages show it, which make links and nothing else of its slug. */
export const atAddress = <P extends Named>(petition: P): P => ({ ...petition, slug: addressOf(petition) })

/** SQL for `addressOf`. `row`: the alias of petitions, with its dot. */
export const addressSql = (row = ''): string => `coalesce(${row}public_slug, ${row}slug)`

/**
 * SQL for: this is the petition with that slug, be it its own, its present one or a former one. By the first of them one row is read;
 * by the others two.
 */
export const isNamedSql = (slug: string, row = ''): string =>
  `(${row}slug = ${slug} OR ${row}id = (SELECT petition_id FROM slugs WHERE slugs.slug = ${slug}))`

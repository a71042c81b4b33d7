/** Where the static count of a petition is: in the bucket, and on the public origin of the bucket. */

/** `slug` is the petition's own, which never changes. */
export const staticCountKey = (slug: string): string => `counts/${slug}.json`

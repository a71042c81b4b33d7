/** The country that Cloudflare derives from the IP address of a request, and how the form's script learns it. */
import { COUNTRY_CODES } from '../../schema/countries.ts'

/** Null also for T1 (Tor) and XX (unknown), which are no countries. */
export const requestCountry = ({ cf }: Request): string | null =>
  typeof cf?.country === 'string' && COUNTRY_CODES.has(cf.country) ? cf.country : null

/** A script can read this header of its own page (https://www.w3.org/TR/server-timing/), and no other. */
export const COUNTRY_HEADER = 'server-timing'

/**
 * Of a page with the form, which may show the country as chosen until its signer chooses another. It is not in the page itself, whose
 * bytes are the same for all readers.
 */
export const countryHeader = (request: Request): string => `country;desc=${requestCountry(request) ?? '""'}`

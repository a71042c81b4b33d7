/** A petition as the operator sends it to POST /api/petitions. For every runtime. */

/** A key pair that is as public as everything in a test. */
export const CAMPAIGN_KEYS = {
  publicKey: 'JIz_M3YEn_zIy7JUaNxi6ygAxiRqK3n_WOjKxcgPPUQ',
  privateKey: 'kIB9sUiPowW6uHwcS6vNxokQ_WLuVbBt6RLHXPAJFls',
}

/** The fields that a petition must have. What `fields` gives replaces them, and `undefined` leaves one out of the JSON. */
export const petitionForm = (fields: { slug: string; [field: string]: unknown }) => ({
  title: 'A title',
  addressee: 'The council',
  starter: 'Ada Example',
  body: 'Words.',
  publicKeys: [CAMPAIGN_KEYS.publicKey],
  ...fields,
})

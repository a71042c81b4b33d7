/** The columns that a signature and a repeat have in common: what was signed, and what the review knows of it. */
export const SHARED_COLUMNS = `petition_id, signer, id, public_name, country, comment, partner, locale, signed_at, stored_at,
  confirmed_at, contact, suspicion, network, email_domain, request_country, disposable, signals, version, hidden`

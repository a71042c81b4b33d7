/** SQL that deletes from signatures the columns that only the review reads: see ReviewFacts in schema/message.ts. */
export const DELETE_REVIEW_FACTS =
  'network = NULL, email_domain = NULL, request_country = NULL, disposable = NULL, signals = NULL'

/** The limits of D1, of Workers and of queues, as Cloudflare documents them: https://developers.cloudflare.com/d1/platform/limits/ */
export const D1_STATEMENTS_FREE = 50
export const D1_STATEMENTS_PAID = 1_000
export const D1_PARAMETERS_MAX = 100
export const D1_SQL_MAX_BYTES = 100_000
export const D1_VALUE_MAX_BYTES = 2_000_000
/** https://developers.cloudflare.com/queues/platform/limits/ */
export const QUEUE_MESSAGE_MAX_BYTES = 128_000

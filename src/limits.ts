/**
 * Every limit of the product, with its unit in its name. Imports nothing, so that any module can import it, including those for
 * browsers.
 */

// Requests.
export const BODY_MAX_BYTES = 16 * 1024
/** For campaigns: the longest petition in any script, with every character escaped. */
export const CAMPAIGN_BODY_MAX_BYTES = 96 * 1024
export const BODY_MAX_DEPTH = 4
export const BODY_READ_TIMEOUT_MS = 10_000
export const ACCEPT_LANGUAGE_MAX_CHARS = 1_000

// Signatures. Lengths are counted in code points, after NFC.
/**
 * UTF-16 units that a raw text may have for each code point that it may have once normalised. NFC composes a code point from at
 * most six units (U+16D6A, from three supplementary characters); the rest is for surrounding white space.
 */
export const TEXT_UNITS_MAX_PER_CHAR = 8
/** Accents and other marks on one letter. Hebrew with vowels and cantillation, and Tibetan, have up to five. */
export const MARKS_MAX_PER_LETTER = 6
export const NAME_MAX_CHARS = 100
export const INITIALS_MAX_WORDS = 3
export const COMMENT_MAX_CHARS = 500
/** RFC 5321 §4.5.3.1.3: a path of 256 octets, less its brackets. */
export const EMAIL_MAX_BYTES = 254
/** RFC 5321 §4.5.3.1.1: octets, of which a letter outside ASCII has two to four. */
export const EMAIL_LOCAL_MAX_BYTES = 64
/** RFC 1035 §2.3.4, without the root. */
export const EMAIL_DOMAIN_MAX_CHARS = 253
export const PARTNER_CODE_MAX_CHARS = 40
export const COUNTRY_CODE_CHARS = 2
export const PROOF_MAX_CHARS = 4_096
export const HONEYPOT_MAX_CHARS = 500

// Petitions, updates and images.
export const SLUG_MAX_CHARS = 80
export const TITLE_MAX_CHARS = 200
export const LANGUAGE_MAX_CHARS = 11
export const ADDRESSEE_MAX_CHARS = 300
export const STARTER_MAX_CHARS = 100
/** The longest name in the IANA database has 32. */
export const TIME_ZONE_MAX_CHARS = 50
export const PETITION_BODY_MAX_CHARS = 12_000
export const OUTCOME_MAX_CHARS = 4_000
export const UPDATE_BODY_MAX_CHARS = 4_000
export const UPDATES_MAX_PER_PETITION = 200
/** The same words again, from the console, within this time are a button that was pressed twice. */
export const UPDATE_TWICE_MS = 10 * 60_000
/** The same invitation, or change of an email address, again within this time is a button that was pressed twice: one email is sent. */
export const LINK_TWICE_MS = 60_000
/** Why the text of an open petition was changed: one sentence. */
export const WHY_MAX_CHARS = 300
/** Originals and translations together: a list of them all is one response. */
export const VERSIONS_MAX_PER_PETITION = 300
export const VERSIONS_MAX_PER_UPDATE = 60
/** Of a number that is sent; with more, it is of no version. */
export const VERSION_NUMBER_MAX = 1_000_000
export const VERSION_NUMBER_MAX_CHARS = 7
/** A change that is saved while others are saved meanwhile is tried again so often. */
export const PATCH_ATTEMPTS_MAX = 3
/** Changes that the page of changes compares. Those before them are linked. */
export const CHANGES_SHOWN_MAX_ROWS = 20
/** Of words, and of paragraphs, that one page compares: what makes more pairs is shown as removed and added whole. */
export const DIFF_PAGE_PAIRS_MAX = 1_000_000
/** Of both texts, that one page takes to words: finding where words end costs about a microsecond a character. */
export const DIFF_PAGE_CHARACTERS_MAX = 40_000
/** Stretches that were added, removed or kept, which one page marks. Each takes about a hundred bytes. */
export const DIFF_PAGE_PIECES_MAX = 2_000
/** Two paragraphs with less in common, of the characters of the longer one, are shown whole too. */
export const DIFF_COMMON_MIN_SHARE = 0.25
/** A Markdown text with more of any of these is shown as it was written: parsing it would take seconds. */
export const MARKDOWN_LINES_MAX = 1_000
export const MARKDOWN_CONTAINERS_MAX = 500
export const MARKDOWN_NESTING_MAX = 10
export const MARKDOWN_DELIMITERS_MAX = 1_000
export const IMAGE_MAX_BYTES = 1024 * 1024
export const IMAGE_SIDE_MAX_PIXELS = 4_096
export const IMAGE_ALT_MAX_CHARS = 300
/** Of a file that is sent to the console: more is not even read and forgotten. */
export const UPLOAD_MAX_BYTES = 32 * 1024 * 1024
export const UPLOAD_OTHER_FIELDS_MAX_BYTES = 64 * 1024
export const UPLOAD_READ_TIMEOUT_MS = 60_000
/** For a megabyte over a slow phone connection. */
export const IMAGE_READ_TIMEOUT_MS = 60_000
export const GOAL_MAX_SIGNATURES = 1_000_000_000
export const MILESTONES_MAX_ITEMS = 50
export const PUBLIC_KEYS_MAX_ITEMS = 5
export const REVIEW_RULE_MAX = 1_000_000
/** A higher threshold turns a rule off: nothing is counted for it. */
export const REVIEW_RULE_OFF = 10_000
export const DEFAULT_MILESTONES = [
  100, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
] as const

// The sign form. Its script has numbers of its own in src/browser/sign-form/.
/** The longest countdown that its page has a sentence for, random part included. */
export const COUNTDOWN_MAX_SECONDS = 270
/** Whatever can be tried again later than this is said to be this far away. */
export const BUSY_MAX_MINUTES = 60

// Rate limits and bot checks.
export const RATE_LIMIT_RETRY_AFTER_SECONDS = 60
/**
 * Added at random: people behind one IP address who are refused together would otherwise all come back together. Long enough
 * that each of 80 people signs within the five retries of the form.
 */
export const RATE_LIMIT_JITTER_MAX_SECONDS = 120
export const IPV6_PREFIX_BITS = 64
export const SECRET_MIN_BYTES = 32
/** PBKDF2/SHA-256 iterations per try. Checking a solution takes one try, so that this is what it costs the server. */
export const PROOF_COST_ITERATIONS = 125
/** Hex digits that the derived key must begin with: 16³ = 4,096 tries on average, and 512,000 iterations. */
export const PROOF_KEY_PREFIX = '000'
/** Long enough to read a petition after the form first got focus. */
export const PROOF_TTL_SECONDS = 30 * 60
export const SPENT_PROOFS_MAX_ENTRIES = 20_000

/** If Upstash does not respond in time, the binding decides. */
export const UPSTASH_TIMEOUT_MS = 300
export const UPSTASH_SIGNATURES_PER_WINDOW = 5
/** For petitions with a higher `signingLimit`. */
export const UPSTASH_SIGNATURES_HIGH_PER_WINDOW = 100
export const UPSTASH_SIGNATURES_VERY_HIGH_PER_WINDOW = 1_000
export const UPSTASH_WINDOW_SECONDS = 600
/** For signatures without a proof, which cost their sender no computation. */
export const UPSTASH_UNPROVEN_PER_WINDOW = 2
export const UPSTASH_EMAILS_PER_DAY = 3
export const TURNSTILE_TIMEOUT_MS = 5_000
export const TURNSTILE_TOKEN_MAX_CHARS = 2_048
/** No person reads a petition and fills in its form in less. */
export const RENDERED_MIN_AGE_MS = 2_500
export const RENDERED_MAX_AGE_MS = 24 * 3_600_000
export const RENDERED_MAX_CHARS = 100

/** Each costs a hash. The longest listed disposable domain has 16 labels, and so 15 suffixes. */
export const DISPOSABLE_SUFFIXES_MAX = 15

// Encrypted contacts.
/** Contacts are padded to a multiple of this, so that their length does not reveal the length of a name. */
export const SEALED_PADDING_BYTES = 128
/** Five recipients, with a name and a comment of maximum length in any script. */
export const SEALED_MAX_BYTES = 24 * 1024

// Charts of the console.
/** Days, or as many weeks, months or years: on the smallest phone a bar has two pixels. */
export const CHART_MAX_SLOTS = 100
export const CHART_MAX_HOURS = 72

// Campaign key files.
/** A file has about 200 bytes for each key that it holds. What is larger is no key file, and is not read. */
export const KEY_FILE_MAX_BYTES = 64 * 1024
/** PBKDF2-HMAC-SHA-256, as the OWASP Password Storage Cheat Sheet recommends. */
export const KEY_FILE_ITERATIONS = 600_000
/** Of a file that is read: it takes a phone some seconds. A file that asks for more is refused, no matter who made it. */
export const KEY_FILE_ITERATIONS_MAX = 5_000_000
export const PASSPHRASE_MIN_CHARS = 14
/** So that a text that is pasted by mistake costs nothing. */
export const PASSPHRASE_MAX_CHARS = 500
/** Different characters: a row of one digit is no passphrase. */
export const PASSPHRASE_MIN_DISTINCT_CHARS = 6
export const PASSPHRASE_WORDS = 6
export const PASSPHRASE_DIGIT_GROUPS = 5
export const PASSPHRASE_DIGITS_PER_GROUP = 4

/** Rows per query of an export. */
export const CONTACTS_PAGE_ROWS = 500
/** Rows that a query looks at, whether or not they are asked for: the next one continues after them. */
export const CONTACTS_LOOKED_MAX_ROWS = 2_000
/** Queries per response: on the free plan a Worker may query D1 50 times per invocation. */
export const CONTACTS_RESPONSE_MAX_QUERIES = 40
export const CONTACTS_RESPONSE_MAX_ROWS = CONTACTS_RESPONSE_MAX_QUERIES * CONTACTS_PAGE_ROWS
/** How often an account may begin to read the contacts of a petition in the console. */
export const CONTACT_READINGS_PER_ACCOUNT_PER_HOUR = 10
/** A reading may continue for so long: a phone that opens a million contacts takes hours. */
export const CONTACT_READING_MS = 6 * 3_600_000
/** Earlier readings that the console shows. */
export const CONTACT_READINGS_SHOWN_MAX_ROWS = 10

// Accounts.
export const ACCOUNT_NAME_MAX_CHARS = 100
export const SIGN_IN_LINK_TTL_SECONDS = 15 * 60
/** Of the path to come back to, which is in the link of an email. */
export const NEXT_PATH_MAX_CHARS = 500
export const EMAIL_CHANGE_LINK_TTL_SECONDS = 24 * 3_600
/** How long the owner of an account's former address can put it back. */
export const EMAIL_UNDO_LINK_TTL_SECONDS = 7 * 24 * 3_600
export const INVITATION_TTL_SECONDS = 7 * 24 * 3_600
export const OPERATOR_LINK_TTL_SECONDS = 24 * 3_600
/**
 * Links that one email address is sent in a day, no matter who asks for them: so many to sign in, and so many that accounts have sent to it.
 * They are counted apart, so that inviting an address tells nothing of who signs in with it, and keeps nobody from it.
 */
export const LINKS_PER_ADDRESS_PER_DAY = 10
/** What somebody is told who asks for more. */
export const LINKS_RETRY_AFTER_SECONDS = 3_600
export const INVITATIONS_PER_ACCOUNT_PER_DAY = 20
export const EMAIL_CHANGES_PER_ACCOUNT_PER_DAY = 5
/** With the invitations that are not accepted yet. */
export const MEMBERS_MAX_PER_PETITION = 50
/** A session ends when nobody has used it for so long, and in any case after the second time. */
export const SESSION_IDLE_MS = 30 * 24 * 3_600_000
export const SESSION_MAX_MS = 90 * 24 * 3_600_000
/** The token of a session is replaced when it is used after this time. */
export const SESSION_ROTATE_MS = 3_600_000
/** For requests under way while the token is replaced. After that, a former token is taken for a stolen one. */
export const SESSION_GRACE_MS = 60_000
/** When a session was last used is written at most this often. */
export const SESSION_SEEN_MS = 5 * 60_000
export const SESSIONS_MAX_PER_ACCOUNT = 50
export const PASSKEYS_MAX_PER_ACCOUNT = 20
export const PASSKEY_NAME_MAX_CHARS = 60
export const PASSKEY_CHALLENGE_TTL_MS = 5 * 60_000
/** Of each member of what a browser sends. */
export const PASSKEY_RESPONSE_MAX_CHARS = 8_192
export const DRAFTS_MAX_PER_ACCOUNT = 20
/** That it has published or sent for approval in the console. */
export const PETITIONS_PER_ACCOUNT_PER_DAY = 5
export const DRAFT_MAX_BYTES = 64 * 1024
export const DRAFT_PREVIEW_TTL_MS = 7 * 24 * 3_600_000
/** A draft that nobody has changed for so long is deleted. */
export const DRAFTS_RETENTION_DAYS = 365
/** Entries of the audit log. */
export const AUDIT_RETENTION_DAYS = 365
export const AUDIT_PAGE_ROWS = 50
/** Entries that one page looks through, where its reader looks for some of them. */
export const AUDIT_SCAN_MAX_ROWS = 1000
export const TOKEN_NAME_MAX_CHARS = 60
export const TOKENS_MAX_PER_PETITION = 50
/** When a token was last used is written at most this often. */
export const TOKEN_USED_MS = 3_600_000
export const MODERATION_WORDS_MAX_CHARS = 2_000
export const SUBMITTED_MAX_ROWS = 100
export const ACCOUNTS_PAGE_MAX_ROWS = 100

// Reports of petitions.
export const REPORT_DETAILS_MAX_CHARS = 2_000
/** The longest report in any script, with every character escaped. */
export const REPORT_BODY_MAX_BYTES = 32 * 1024
/** Of each petition, so that a flood of reports does not fill the database. */
export const REPORTS_PER_DAY = 50
/** The operator gets one notice of the reports of a petition within this time. */
export const REPORT_NOTICE_MS = 3_600_000
/** Open ones of one petition that a page shows, the oldest first: the others follow once these are decided. */
export const REPORTS_PAGE_ROWS = 50
/** Open ones that are counted and grouped by their petition. */
export const REPORTS_COUNT_MAX_ROWS = 500
export const REPORTS_DECIDED_SHOWN_ROWS = 50
/** After the decision: about as long as somebody may object to it (Regulation (EU) 2022/2065, Art. 20). */
export const REPORTS_RETENTION_DAYS = 190
/** One that nobody has decided about. */
export const REPORTS_OPEN_RETENTION_DAYS = 365
/** How long owners may object to a take-down. */
export const OBJECTION_DAYS = 183

// Links in emails.
export const CONFIRM_TOKEN_TTL_SECONDS = 7 * 24 * 3_600

// Emails.
export const EMAILS_PER_DAY = 3
export const EMAIL_TIMEOUT_MS = 20_000
/** How long a claimed email is locked for other consumers; longer than the timeouts of a batch, which is claimed at once. */
export const EMAIL_LEASE_SECONDS = 90
/** Delay before each retry; after the last one the email has failed. */
export const EMAIL_RETRY_DELAYS_SECONDS = [60, 300, 1_800, 7_200, 21_600, 43_200, 43_200] as const
/** The cron queues a due email again if its queue message has not arrived for this long. */
export const EMAIL_OVERDUE_SECONDS = 120
export const SWEEP_EMAILS_MAX_ROWS = 500
/** A queue with more messages than this has no room for those of rows that are overdue: see countLost. */
export const SWEEP_BACKLOG_MAX_MESSAGES = 10_000
/** Per consumer: each email is an SMTP connection, and a Worker may wait for six connections at once. */
export const EMAILS_AT_ONCE = 4
export const SMTP_CLOSE_TIMEOUT_MS = 1_000
export const SMTP_REPLY_MAX_BYTES = 16 * 1024
export const INBOX_MAX_ROWS = 100
/** A request for links that was longer on its way is not answered: an email so late would surprise. */
export const LINKS_REQUEST_MAX_AGE_MS = 24 * 3_600_000

// Reminders.
export const REMINDER_AFTER_MS = 24 * 3_600_000
/** Anyone who got any other email about the petition within this time is not reminded. */
export const REMINDER_QUIET_MS = 12 * 3_600_000
/**
 * A signature that was longer on its way than this gets no reminder. Less than REMINDER_AFTER_MS by more than
 * PROOF_TTL_SECONDS, so that every signature with a reminder is still ahead of the mark up to which they were looked at.
 */
export const REMINDER_SIGNED_WITHIN_MS = 3_600_000
/** Signatures that one transaction looks at. */
export const REMINDER_CHUNK_ROWS = 1_000

// Flood review: the default rules. A petition may have rules of its own.
export const REVIEW_RULES = {
  networkPerHour: 30,
  emailDomainPerHour: 50,
  disposablePerHour: 20,
  surgePerMinute: 600,
  signals: 2,
} as const
/** Weight of each signal against the rule `signals`. By default, a signal of weight 2 is enough on its own. */
export const SIGNAL_WEIGHTS = { trap: 2, 'abusive-name': 2, 'no-render-time': 1, 'too-fast': 1 } as const
export const REVIEW_IPV6_PREFIX_BITS = 48
export const REVIEW_HOUR_MS = 3_600_000
export const REVIEW_MINUTE_MS = 60_000
/** What was stored within this time is in one row of `arrivals`, which each batch writes anew. */
export const ARRIVALS_SLOT_MS = 2_000
/** Characters of a row of `arrivals` beyond which nothing is added: some 1,500 signatures a second. A value of D1 has at most 2 MB. */
export const ARRIVALS_SLOT_MAX_CHARS = 500_000
/** With what releases add to it, of which each part has at most ARRIVALS_FORGOTTEN_MAX_KEYS of some 90 characters. */
export const ARRIVALS_SLOT_FORGOTTEN_MAX_CHARS = 1_000_000
/** A row of `arrivals` is read again for so long: a transaction may take a while. */
export const ARRIVALS_LATE_MS = 60_000
/** Characters of `arrivals` that a consumer reads for a batch, of all its petitions. The newest: some 50,000 signatures. */
export const ARRIVALS_READ_MAX_CHARS = 8_000_000
/** The same of the edge, which remembers nothing: for each signature that it stores itself because the queue fails. */
export const ARRIVALS_READ_DIRECTLY_MAX_CHARS = 250_000
/** Characters of the petitions of a batch beyond which a consumer forgets the older half of the largest. Less than it can remember. */
export const ARRIVALS_KEPT_MAX_CHARS = 15_000_000
/** What a consumer remembers of `arrivals`, estimated, and how much a character of them takes. */
export const ARRIVALS_MEMORY_BYTES = 64 * 1024 * 1024
export const ARRIVALS_CHAR_BYTES = 4
/** What a release has the review forget: more groups than that are not released at once. */
export const ARRIVALS_FORGOTTEN_MAX_KEYS = 5_000
/** Longer than REVIEW_HOUR_MS and ARRIVALS_LATE_MS. */
export const ARRIVALS_RETENTION_MS = 4_200_000
/** Of RETENTION_CHUNK_ROWS: 139 petitions that are signed every two seconds write so many rows in an hour. */
export const ARRIVALS_RETENTION_CHUNKS_MAX = 50
/** Rows of `held_kinds` that a review adds up: of a group there are fewer, of everything that is held almost always. */
export const REVIEW_KINDS_MAX_ROWS = 20_000
export const REVIEW_GROUPS_MAX_ROWS = 200
export const REVIEW_EXAMPLES_MAX_ROWS = 5
/** For examples: the largest kinds of a group, and signatures of each that are looked at, since most may be anonymous. */
export const REVIEW_EXAMPLES_KINDS = 10
export const REVIEW_EXAMPLES_LOOKED_AT_ROWS = 50
/** Held signatures that one transaction decides about. It writes several rows for each, and signing waits for it meanwhile. */
export const REVIEW_CHUNK_ROWS = 2_000
/** Such transactions after the response to a decision, and in one run of the cron, of all decisions that are being carried out. */
export const REVIEW_CHUNKS_PER_REQUEST = 10
export const REVIEW_CHUNKS_PER_RUN = 40
/** Decisions that one run of the cron carries on with. */
export const REVIEW_DECISIONS_PER_RUN = 20
export const REVIEW_COUNTRIES_MAX_ROWS = 10
/** Fewer look like no flood. */
export const REVIEW_FLOOD_MIN_SIGNATURES = 10
/** The newest are stored. */
export const MODERATED_MAX_ITEMS = 20
/** What waits for moderators is counted up to this number on every page of the console. */
export const WAITS_MAX_ROWS = 100
/** Of the moderators' list of names. */
export const NAMES_PAGE_ROWS = 30
/** A search looks at so many names at once; the next page continues from there. */
export const NAMES_SEARCHED_MAX_ROWS = 2_000
/** How long a removal can be undone. Then names, contacts and emails of what was removed are deleted. */
export const REMOVAL_UNDO_MS = 24 * 3_600_000
/** Signers whose removal is undone by one transaction: each may get another signature in its place. */
export const UNDO_CHUNK_SIGNERS = 1_000
/** What a removal of the former release removed at most. */
export const FORMER_REMOVAL_MAX_ROWS = 100_000

// Retention.
export const MINUTE_MS = 60_000
export const DAY_MS = 24 * 3_600_000
export const REVIEW_RETENTION_DAYS = 30
export const EMAILS_RETENTION_DAYS = 8
/**
 * What a signer signed again. Longer than CONFIRM_TOKEN_TTL_SECONDS, because the link of its email may make it the signature, and
 * than a queue stores an older withdrawal. Counted from its email, if that is sent later.
 */
export const REPEATS_RETENTION_DAYS = 8
export const REPEATS_MAX_ROWS_PER_SIGNER = 10
/** After its end, a petition can be reopened for so long. */
export const REOPEN_MAX_DAYS = 30
/** After its deletion, an owner can undo it for so long: then its rows are erased. */
export const DELETION_GRACE_DAYS = 14
/** Petitions that one run of the cron erases rows of. */
export const ERASE_PETITIONS_MAX_ROWS = 5
/** How often the web address of a petition may change in so many days. */
export const SLUG_CHANGES_MAX = 3
export const SLUG_CHANGES_DAYS = 30
/** Of its former addresses, the newest ones are listed. */
export const SLUGS_SHOWN_MAX_ROWS = 50
/** Newest signatures among which those that wait for a confirmation are counted, before a petition ends. */
export const WAITING_COUNT_MAX_ROWS = 10_000
/** The newest are stored. */
export const PAUSES_MAX_ITEMS = 100
export const UNSENT_EMAILS_RETENTION_DAYS = 30
export const DEAD_LETTERS_RETENTION_DAYS = 180
/** Longer than dead letters and queues together, so that a withdrawn signature cannot be stored again. */
export const WITHDRAWALS_RETENTION_DAYS = 195
/** How long D1's Time Travel can restore what was deleted. */
export const DATABASE_HISTORY_DAYS = 30
export const RETENTION_CHUNK_ROWS = 5_000
export const RETENTION_CHUNKS_MAX = 20
export const RETENTION_PETITIONS_MAX_ROWS = 20
/** Petitions among which one run looks for those: the next run continues after them. */
export const RETENTION_PETITIONS_LOOKED_MAX_ROWS = 10_000
/** Closed petitions are checked again after this time, for data that arrived late. */
export const RETENTION_AGAIN_DAYS = 7
/** Longest time from signing to confirming: the email may be held and is retried for days, and its link is valid for a week. */
export const CONFIRMABLE_DAYS = 45
/** After its end, a petition is checked for so long: nothing arrives later. */
export const RETENTION_LAST_DAYS = WITHDRAWALS_RETENTION_DAYS + CONFIRMABLE_DAYS

// Sending to the queue.
export const QUEUE_SEND_TIMEOUT_MS = 3_000
/** How long a message waits for others that go to the queue at the same time. */
export const SEND_COMPANY_MAX_MS = 5
/** Of a UTF-16 unit of JavaScript's strings. */
export const UTF8_MAX_BYTES_PER_UNIT = 3
export const DIRECT_STORE_TIMEOUT_MS = 5_000
export const UNAVAILABLE_RETRY_AFTER_SECONDS = 5
/** Cloudflare Queues: the limits of one sendBatch are 100 messages and 256 KB. */
export const QUEUE_SEND_BATCH_MAX_MESSAGES = 100

// Receiving from the queue.
/** Doubles with every attempt up to an hour: 100 retries cover an outage of four days. */
export const STORE_RETRY_DELAY_SECONDS = 5
export const STORE_OVERLOAD_RETRY_DELAY_SECONDS = 30
export const STORE_RETRY_DELAY_MAX_SECONDS = 3_600
/** After this many attempts, a message that the database refuses is stored as a dead letter. */
export const POISONED_ATTEMPTS_MAX = 5
/** The same where the database refuses most of a batch: about a day. */
export const MOSTLY_POISONED_ATTEMPTS_MAX = 30
/** A message of a newer release is tried again so often: for most of a day, which is as long as the free plan stores it. */
export const NEWER_ATTEMPTS_MAX = 30
/** A value that is bound to a statement of D1 may have 2 MB; some characters take more than one byte. */
export const STORE_CHUNK_MAX_CHARS = 500_000
/** After this time, messages for which an invocation had no statements left are delivered again. */
export const DEFERRED_RETRY_DELAY_SECONDS = 1
/** Of D1: SELECTs of one UNION. Measured; SQLite on its own takes 500. */
export const COMPOUND_SELECT_MAX_TERMS = 5
/** Of D1, in one invocation of a Worker: 50 on the free plan. https://developers.cloudflare.com/d1/platform/limits/ */
export const D1_STATEMENTS_MAX = 1_000
/** The same on the free plan. */
export const D1_STATEMENTS_MAX_FREE = 50
/** Kept back for messages that are refused. */
export const DEAD_LETTER_STATEMENTS_MAX = 4
/** Of the operator's list: each may have the bytes of the largest message. */
export const DEAD_LETTERS_PAGE_ROWS = 20
/** With fewer statements than this, a batch that was refused is tried again in smaller parts from the start. */
export const D1_STATEMENTS_SCARCE = 200

// Health.
/** Within it, each part answers whether it works, or is said not to. */
export const HEALTH_TIMEOUT_MS = 3_000
/** Whether the service is up is asked once in this time, however many ask. */
export const HEALTH_FRESH_MS = 1_000
/** Rows are counted up to this number. */
export const HEALTH_COUNT_MAX_ROWS = 1_000
/** A signature that waits longer than this is not counted as quickly as signers are told. */
export const HEALTH_QUEUE_AGE_MAX_MS = 5 * 60_000
/** Nobody has tried to send an email that is older than this, or to deliver a webhook. */
export const HEALTH_UNTRIED_MAX_MS = 15 * 60_000
/** The cron queues what is due again after two minutes, and makes it due again: nothing is due for longer than this. */
export const HEALTH_OVERDUE_MAX_MS = 5 * 60_000
/** The cron notes that it ran, at most once in this time: each time is a row. */
export const CRON_NOTED_EVERY_MS = 5 * 60_000
/** A cron that has not run for longer has stopped. Cloudflare may take as long to begin with a new one. */
export const HEALTH_CRON_MAX_MS = 15 * 60_000
/** A bucket that takes no static count for longer needs the operator: the cron has tried again twice. */
export const HEALTH_STATIC_COUNTS_MAX_MS = 2 * 60_000
/** Fewer failed emails in an hour than this say nothing: people mistype their email addresses. */
export const HEALTH_FAILED_EMAILS_MIN = 10

// Spike mode.
/** So many times longer are counts and lists stored, and petitions: each location asks the database so much less often. */
export const SPIKE_STRETCH = 4
/** A value that is not older is returned at once, however long its refresh takes: a database that is behind may take half a minute. */
export const SPIKE_STALE_MS = 60_000
/** It begins with any of these. */
export const SPIKE_BEGINS = { backlogMessages: 5_000, waitedMs: 10_000, transactionMs: 1_000 } as const
/** It lasts as long as there is any of these: lower, so that it does not begin and end again and again. */
export const SPIKE_LASTS = { backlogMessages: 1_000, waitedMs: 4_000, transactionMs: 500 } as const
/** It ends so long after the last of them. */
export const SPIKE_HOLD_MS = 60_000
/** The nightly recount waits for its end for so long. */
export const SPIKE_RECOUNT_WAITS_MS = 24 * 3_600_000
/** It is prolonged at most once in this time: each time is a row. */
export const SPIKE_NOTED_EVERY_MS = 10_000
/** With fewer messages waiting than a full batch, the age of one says nothing: it may have been tried again. */
export const SPIKE_WAITING_MIN_MESSAGES = 100
/** So many batches in a row have slow transactions: one alone says nothing. */
export const SPIKE_SLOW_BATCHES = 3
/** Whether there is a spike is written within this time, or not at all. A slow database takes seconds. */
export const SPIKE_NOTE_TIMEOUT_MS = 15_000

// Caches of the edge Worker.
export const PETITION_FRESH_MS = 5_000
/** Where a redirect leads from a former web address. */
export const ADDRESS_FRESH_MS = 1_000
/** The edge refuses signatures for a closed petition after this time at the latest. */
export const PETITION_STALE_MS = 10_000
export const COUNT_FRESH_MS = 1_000
/** Older counts are reloaded first, and served only if the database does not respond. */
export const COUNT_STALE_MS = 3_000
export const COUNT_COLO_FRESH_MS = 3_000
export const COUNT_REFRESH_LEASE_MS = 2_000
export const CACHE_STALE_IF_ERROR_MS = 86_400_000
export const ISOLATE_MEMORY_BYTES = 128 * 1024 * 1024
/** Total for what an isolate of the edge stores between requests: half is left for the requests. */
export const ISOLATE_CACHES_MAX_BYTES = ISOLATE_MEMORY_BYTES / 2
/** Maximum size of each cache of the edge. One value must fit, or every request would load it again. */
export const CACHE_BUDGETS_BYTES = {
  /** About 300 petitions of usual length. */
  petitions: 6 * 1024 * 1024,
  petitionsById: 3 * 1024 * 1024,
  /** About 140 slugs that are not a petition's own. */
  aliases: 64 * 1024,
  addresses: 32 * 1024,
  counts: 2 * 1024 * 1024,
  /** A sitemap's slugs take at most 0.3 MB. */
  sitemaps: 1024 * 1024,
  sitemapCount: 1024,
  /** A page of cards takes at most 0.05 MB. */
  listings: 1024 * 1024,
  found: 1024 * 1024,
  newestId: 1024,
  titles: 2 * 1024 * 1024,
  /** A page with the maximum of rows, and the longest names and comments, takes 0.3 MB. */
  signers: 5 * 1024 * 1024,
  removals: 2 * 1024 * 1024,
  /** With where claimed signatures came from: of 200 entries with the longest words 0.4 MB. */
  countParts: 1024 * 1024,
  /** All updates of a petition are one value, of at most 4 MB. */
  updates: 8 * 1024 * 1024,
  history: 1024 * 1024,
  /** By petition and number: those that were translated, or have changed. */
  versions: 2 * 1024 * 1024,
  versionLists: 768 * 1024,
  /** The texts of a petition's changes are one value, of at most 1.2 MB. */
  changes: 2 * 1024 * 1024,
  /** An image takes about 130 kB: its base64 is counted at two bytes a character. */
  ogImages: 8 * 1024 * 1024,
  /** Whole responses: some 100 pages. */
  ready: 3 * 1024 * 1024,
  /** Markup rendered from Markdown. */
  markup: 4 * 1024 * 1024,
  petitionKeys: 1024 * 1024,
  sealingKeys: 1024 * 1024,
} as const
/** Estimated size of the largest value of each cache that loads its values: the loads in progress fit into its budget. */
export const CACHE_VALUE_MAX_BYTES = {
  petitions: 112 * 1024,
  petitionsById: 112 * 1024,
  addresses: 256,
  counts: 2 * 1024,
  listings: 48 * 1024,
  found: 48 * 1024,
  newestId: 64,
  titles: 512 * 1024,
  signers: 320 * 1024,
  removals: 320 * 1024,
  countParts: 448 * 1024,
  updates: 4 * 1024 * 1024,
  history: 96 * 1024,
  versions: 96 * 1024,
  versionLists: 512 * 1024,
  changes: 1280 * 1024,
  ogImages: 512 * 1024,
  sitemaps: 320 * 1024,
  sitemapCount: 64,
} as const satisfies Partial<Record<keyof typeof CACHE_BUDGETS_BYTES, number>>
/** Estimated size of the headers of a response, twice. */
export const READY_HEADERS_BYTES = 4 * 1024
/** Estimated size of an imported key. */
export const CRYPTO_KEY_BYTES = 1_024
/** Formats of times in time zones, by zone and language, and the estimated size of one. */
export const ZONE_FORMATS_MAX_ENTRIES = 32
export const ZONE_FORMAT_BYTES = 48 * 1024
/** Estimated size of a spent proof: the id of its challenge, and the signer. */
export const SPENT_PROOF_BYTES = 400
export const CACHE_LOAD_TIMEOUT_MS = 5_000
/** Clocks of two isolates differ by less. A time further in the future is of a wrong clock. */
export const CLOCK_SKEW_MAX_MS = 5_000
export const COUNT_MAX_AGE_SECONDS = 5
export const COUNT_STALE_WHILE_REVALIDATE_SECONDS = 60
export const COUNT_STALE_IF_ERROR_SECONDS = 86_400
export const SIGNERS_FRESH_MS = 10_000
export const LISTS_STALE_MS = 60_000
export const PAGE_MAX_AGE_SECONDS = 10
/** How long a browser may remember that it may read from another origin. */
export const PREFLIGHT_MAX_AGE_SECONDS = 86_400
/** For content served under its hash. */
export const IMMUTABLE_MAX_AGE_SECONDS = 365 * 86_400
/** Shorter, so that an image that a campaign removes is not cached in data centres for a year. */
export const IMAGE_COLO_MAX_AGE_SECONDS = 86_400

// Pages.
export const REMOVALS_MAX_ROWS = 1_000
/** Petitions of a page of a list, or of a search. */
export const LISTING_PAGE_ROWS = 12
/** Of each list of petitions that have ended, on the home page. */
export const HOME_ENDED_ROWS = 4
/**
 * Titles are searched in memory, where they are in chunks by id. A search reads at most this many chunks, newest first, so
 * at most 2,000 rows of an index, and none while they are fresh; older petitions are searched by the next page.
 */
export const TITLES_CHUNK_IDS = 500
export const SEARCH_CHUNKS_MAX = 4
/** UTF-16 units of what is searched for, less than twice a title: the rest is left out. */
export const SEARCH_MAX_UNITS = 400
export const SEARCH_WORDS_MAX = 8
/** UTF-16 units: a title of the maximum length in any script. */
export const FOLDED_TITLE_MAX_UNITS = 400
export const TITLES_FRESH_MS = 60_000
export const TITLES_STALE_MS = 600_000
/** The deadline of an open petition is also said in days when so many are left, or fewer. */
export const DAYS_LEFT_SHOWN_MAX = 7
/** Of the public record, on the page that says how the count is kept. */
export const COUNT_PAGE_REMOVALS_ROWS = 30
/** Signatures held for review are counted up to this number, so that a flood does not make that page expensive. */
export const HELD_COUNT_MAX_ROWS = 10_000
/** Petitions of one sitemap, which has a URL for each in each language: at most 50 000 are allowed (sitemaps.org). */
export const SITEMAP_PETITIONS_MAX_ROWS = 1_000
export const SITEMAP_FRESH_MS = 600_000
export const SITEMAP_STALE_MS = 3_600_000
export const PAGE_SIGNERS_ROWS = 5
export const SUMMARY_MAX_CHARS = 200
/** Of the sheet for signatures on paper: with more text, the first page would have few rows. */
export const PRINT_TEXT_MAX_CHARS = 1_200
/** Two pages of A4 or Letter paper. */
export const PRINT_ROWS = 30
/** A petition that is closed this soon after its creation was collected elsewhere. */
export const BROUGHT_HERE_ENDED_MS = 60_000
export const PAGE_UPDATES_ROWS = 3
export const UPDATES_PAGE_DEFAULT_ROWS = 20
export const UPDATES_PAGE_MAX_ROWS = 100
export const FEED_ENTRIES_MAX_ROWS = 50
/** The newest events of a petition, among which the feed looks for those of its end. */
export const ENDINGS_LOOKED_MAX_ROWS = 500

// The Open Graph image. With the caches in memory and in the colo, its count is at most 5 minutes old.
export const OG_IMAGE_WIDTH_PX = 1_200
export const OG_IMAGE_HEIGHT_PX = 630
/** The largest image of a petition that is shown in it: decoding takes about 20 bytes for each pixel. */
export const OG_SOURCE_MAX_PIXELS = 3_200_000
/** Of mozjpeg, 0 to 100. */
export const OG_JPEG_QUALITY = 85
export const OG_IMAGE_FRESH_MS = 30_000
export const OG_IMAGE_STALE_MS = 60_000
export const OG_IMAGE_COLO_FRESH_MS = 240_000
export const OG_IMAGE_REFRESH_LEASE_MS = 10_000
/** Less than CACHE_LOAD_TIMEOUT_MS. */
export const OG_IMAGE_TIMEOUT_MS = 4_000
/** The rest is for a second attempt without the petition's own image. */
export const OG_WITH_IMAGE_TIMEOUT_MS = 2_500
export const OG_IMAGE_MAX_AGE_SECONDS = 300
export const OG_IMAGE_STALE_WHILE_REVALIDATE_SECONDS = 86_400
export const OG_FALLBACK_MAX_AGE_SECONDS = 60

// The ledger.
export const RATE_WINDOW_MINUTES = 5

// Static counts, in a bucket that browsers read.
/** A petition is published while it gets so many signatures within RATE_WINDOW_MINUTES, and for some time after. */
export const STATIC_COUNT_MIN_SIGNATURES = 5
/** One that gets fewer is published for so long. */
export const STATIC_COUNT_COOLING_MS = 3_600_000
/** A petition is published at most once in this time, however many consumers store its signatures. */
export const STATIC_COUNT_EVERY_MS = 5_000
/** How long browsers and Cloudflare's cache may show one. */
export const STATIC_COUNT_MAX_AGE_SECONDS = 5
/**
 * The cron publishes each of them every minute, changed or not. The Worker names no older one to counters, and counters stop
 * reading one whose time stands still for so long: src/browser/counter/static.ts has the same number.
 */
export const STATIC_COUNT_STALE_MS = 90_000
/** Petitions of one batch, and of one run of the cron. The next run has the others. */
export const STATIC_COUNTS_MAX_PER_BATCH = 20
export const STATIC_COUNTS_MAX_PER_RUN = 200
/** A Worker may wait for six connections at once. */
export const STATIC_COUNTS_AT_ONCE = 4
/** Of the bucket, for one count. */
export const STATIC_COUNT_TIMEOUT_MS = 3_000
/** A turn, the counts, and what became of them. */
export const STATIC_COUNT_STATEMENTS = 3
/** How many signatures one statement of the recount reads. A million take about two seconds. */
export const RECOUNT_CHUNK_MAX_ROWS = 250_000
export const RECOUNT_CHUNK_MAX_PETITIONS = 50
/**
 * A petition is compared by one statement, however large it is, up to this size: D1 ends a statement after 30 seconds.
 * https://developers.cloudflare.com/d1/platform/limits/
 */
export const RECOUNT_PETITION_MAX_ROWS = 4_000_000
/** Differences of one petition that are shown; all are counted. */
export const RECOUNT_SHOWN_MAX_ROWS = 200
/** Petitions fixed in one request: each has its own transaction, and this many fit into the statements of one invocation. */
export const RECOUNT_FIXES_MAX_PETITIONS = 3
/** Tallies of older minutes may be deleted: a trigger does so after 120 minutes. */
export const RECOUNT_RECENT_MINUTES = 110
export const SIGNERS_PAGE_DEFAULT_ROWS = 20
export const SIGNERS_PAGE_MAX_ROWS = 100
/** A page is cut from the smallest of these that contains it, so that sizes chosen by clients are not cache keys. */
export const SIGNERS_LOADS_ROWS = [PAGE_SIGNERS_ROWS, SIGNERS_PAGE_DEFAULT_ROWS, SIGNERS_PAGE_MAX_ROWS] as const
export const PARTNERS_MAX_ROWS = 1_000
/** Codes of a petition among which those with the most signatures are looked for: anybody may make some up. */
export const PARTNER_CODES_LOOKED_MAX_ROWS = 5_000

// Partners.
export const PARTNER_NAME_MAX_CHARS = 80
export const PARTNER_LINK_MAX_CHARS = 500
/** Of a petition, and so many codes that were dismissed from its list. */
export const PARTNERS_MAX_PER_PETITION = 200
export const DISMISSED_CODES_MAX = 500
/** Codes without a partner that are shown, those with the most signatures first. Anybody may make some up. */
export const UNKNOWN_CODES_SHOWN_MAX = 20
/** The days of “the last 7 days”, today among them. */
export const PARTNER_WEEK_DAYS = 7

// Webhooks.
export const WEBHOOKS_MAX_PER_PETITION = 10
export const WEBHOOK_URL_MAX_CHARS = 500
export const WEBHOOK_TIMEOUT_MS = 15_000
/** Per consumer, and the size of its batches: a Worker may wait for six connections at once. */
export const WEBHOOKS_AT_ONCE = 5
/**
 * Deliveries of a batch to the same webhook are made one after another, and none begins later than this. So a batch ends
 * within this time and WEBHOOK_TIMEOUT_MS.
 */
export const WEBHOOK_LANE_MAX_MS = 5_000
/** After a timeout, the endpoint gets no other event for this long. The event that timed out is retried on schedule. */
export const WEBHOOK_PAUSE_SECONDS = 300
/** How long a claimed delivery is locked for other consumers; longer than the timeout. */
export const WEBHOOK_LEASE_SECONDS = 60
/** A secret signs for this long after it was replaced. */
export const WEBHOOK_ROTATION_OVERLAP_SECONDS = 24 * 3_600
/** Each earlier secret is one more signature in a header of every delivery. */
export const WEBHOOK_EARLIER_SECRETS_MAX = 5
/** Delay before each retry; after the last one the delivery has failed. */
export const WEBHOOK_RETRY_DELAYS_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const
/** Cloudflare Queues: the longest delay of one message. */
export const QUEUE_DELAY_MAX_SECONDS = 12 * 3_600
/** Cloudflare Queues: https://developers.cloudflare.com/queues/platform/limits/ */
export const QUEUE_MESSAGE_MAX_BYTES = 128_000
export const QUEUE_BATCH_MAX_BYTES = 256_000
export const QUEUE_DELIVERY_TIMEOUT_MS = 15 * 60_000
/** The cron queues a due delivery again if its queue message has not arrived for this long. */
export const DELIVERY_OVERDUE_SECONDS = 120
export const DELIVERIES_PAGE_MAX_ROWS = 100
export const SWEEP_DELIVERIES_MAX_ROWS = 500
export const EXPIRED_MAX_ROWS = 100

// Embeds.
/** Maximum width of the iframe, and the height that a counter of medium size needs with all its content. */
export const FRAME_WIDTH_PX = 480
export const FRAME_HEIGHT_PX = 220
/** Of the iframe with the form, until it has sent its height: what most of it takes at that width. */
export const SIGN_FRAME_HEIGHT_PX = 760
/** How long a site may cache an oEmbed response: the iframe reads the count itself. */
export const OEMBED_MAX_AGE_SECONDS = 3_600
/** The minimum time that shields.io caches a response. */
export const SHIELDS_CACHE_SECONDS = 300
/** A QR code is valid as long as its petition has the same URL. */
export const QR_MAX_AGE_SECONDS = 7 * 86_400
/** Quiet zone of a QR code (ISO/IEC 18004 §9.1), and the size of one module when nothing else sets it. */
export const QR_QUIET_ZONE_MODULES = 4
export const QR_MODULE_PX = 8
export const BLUESKY_POST_MAX_GRAPHEMES = 300

/** A statement of a backup. D1 takes 100,000 bytes: https://developers.cloudflare.com/d1/platform/limits/ */
export const BACKUP_STATEMENT_MAX_BYTES = 90_000
/**
 * A local database up to this size is exported and imported by wrangler, which holds the SQL in one string, with two digits for each
 * byte of a BLOB. V8 allows 512 MB.
 */
export const WRANGLER_LOCAL_MAX_BYTES = 200_000_000
/** How many times a deployed database is exported, when it changes so much meanwhile that the file cannot be compared with it. */
export const BACKUP_MAX_ATTEMPTS = 3
/** Petition ids that a restore skips, so that those given after the backup are not given again. */
export const RESTORE_SKIPPED_PETITIONS = 1_000_000

// The console.
export const CONSOLE_BODY_MAX_BYTES = 128 * 1024
/** What ends or deletes something for so many people is confirmed by a tick; for more, by typing how many. */
export const CONFIRM_TICK_MAX_PEOPLE = 100
/** People sign while the page is read: the number on it was right, and is taken while it is about right. */
export const CONFIRM_DRIFT_MAX_SHARE = 0.05
/** A shorter title seldom names who should do what; a longer one is cut by phones and social networks. */
export const ADVICE_TITLE_MIN_CHARS = 25
export const ADVICE_TITLE_MAX_CHARS = 90
export const ADVICE_BODY_MIN_CHARS = 300
export const ADVICE_PARAGRAPH_MAX_CHARS = 900
export const SLUG_TRIES_MAX = 20
/** Shares that are shown of each dimension; the others are one sum. */
export const OVERVIEW_SHARES_MAX = 5
export const SHARES_MAX_ROWS = 300
/** Three years of hours. */
export const OVERVIEW_HOURS_MAX_ROWS = 26_304
export const CHART_DAYS_MAX = 62
export const CHART_HOURS_MAX = 72
export const WEBHOOK_TROUBLE_DAYS = 3
export const DEADLINE_NEAR_DAYS = 7
/** Contacts that are deleted within this time are a thing to do for their owners. */
export const CONTACTS_END_NEAR_DAYS = 14
/** An email that is due for longer than this is late: the cron that sends runs each minute. */
export const EMAIL_LATE_MINUTES = 30
export const TODOS_MAX = 5
/** Open petitions whose tallies the operator's overview reads, the newest ones. */
export const SITE_PETITIONS_MAX_ROWS = 1_000
export const SITE_BUSIEST_ROWS = 5
/** Of all open petitions, the newest ones are counted. */
export const OPEN_COUNT_MAX_ROWS = 10_000
/** Files whose name changes with their content. */
export const STATIC_MAX_AGE_SECONDS = 31_536_000

/** What a campaign says of signatures from elsewhere. */
export const CLAIM_SOURCE_MAX_CHARS = 120
export const CLAIM_NOTE_MAX_CHARS = 300
export const CLAIM_EVIDENCE_MAX_CHARS = 300
export const CLAIM_MAX_SIGNATURES = 10_000_000
/** Entries of one petition, corrections included: a page has all of them. */
export const CLAIMS_MAX_ROWS = 200

/** An import of an earlier list: its rows, how many tests and imports a petition may begin within a day, and until when it is undone. */
export const IMPORT_MAX_ROWS = 200_000
export const IMPORTS_PER_DAY = 20
export const IMPORT_UNDO_DAYS = 30
/** A test says how many signers are known here only of so many or more: otherwise it would say of whom. */
export const IMPORT_TEST_MIN_SIGNERS = 20
/** In one request. A row to add has a contact that is encrypted for each key of the campaign. */
export const IMPORT_TEST_BATCH_MAX_ROWS = 1_000
export const IMPORT_BATCH_MAX_ROWS = 250
export const IMPORT_CONTACT_MAX_CHARS = 8_192
export const IMPORT_BODY_MAX_BYTES = 1_048_576
/** Rows of undone imports are deleted in chunks; so many imports an hour. */
export const IMPORTS_CLEARED_MAX_ROWS = 5

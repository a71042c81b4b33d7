/**
 * Every event of the log: its level, what it means, and what the operator does. The compiler accepts no other name in a call of
 * `log`, and no other level. Imported for its types alone, so that no Worker has the texts: test/unit/log-events.test.ts checks
 * that, and that the table in docs/operate.md has the same words.
 */
export const LOG_EVENTS = {
  'cache.load-failed': {
    level: 'error',
    meaning: 'A count or a petition could not be refreshed. The last known one is served.',
    action: 'If it continues, look at `GET /healthz`: the database does not answer.',
  },
  'console.fault': {
    level: 'error',
    meaning: 'A request to the console failed unexpectedly. The reader gets a 503.',
    action: 'Look at the error. If it names the database, look at `GET /healthz`.',
  },
  'contacts.stream-failed': {
    level: 'error',
    meaning: 'An export of contacts stopped in the middle. `npm run export` resumes it by itself.',
    action: 'If it continues, look at `GET /healthz`: the database does not answer.',
  },
  'dead-letters.arrived': {
    level: 'error',
    meaning: 'A queue gave up messages that had failed 100 times. They are stored as dead letters next.',
    action: 'Find out why in the events before it, then see [Dead letters](#dead-letters).',
  },
  'dead-letters.deleted': {
    level: 'info',
    meaning: 'The operator deleted a dead letter.',
    action: 'Nothing.',
  },
  'dead-letters.replayed': {
    level: 'info',
    meaning: 'The operator put a dead letter back on its queue, which accepted it.',
    action: 'Nothing. If it cannot be stored again, it comes back as a new dead letter.',
  },
  'dead-letters.replay-failed': {
    level: 'warn',
    meaning: 'A queue did not accept a dead letter in time. The letter is still stored.',
    action: 'Replay it again later.',
  },
  'dead-letters.store-failed': {
    level: 'error',
    meaning: 'Messages could not even be stored as dead letters. Their queue delivers them again.',
    action: 'Look at `GET /healthz`: the database does not answer.',
  },
  'dead-letters.stored': {
    level: 'error',
    meaning: 'Messages were unreadable, or the database refused them too often. They are stored as dead letters.',
    action: 'Run `npm run dead-letters`, which says why: see [Dead letters](#dead-letters).',
  },
  'deliveries.dispatch-failed': {
    level: 'warn',
    meaning: 'The queue did not accept webhook deliveries. The cron puts them on the queue within minutes.',
    action: 'If it continues, look at the queue `undersigned-deliveries`.',
  },
  'deliveries.failed': {
    level: 'error',
    meaning: 'The database failed during an attempt to deliver a webhook. The attempt is repeated.',
    action: 'If it continues, look at `GET /healthz`.',
  },
  'deliveries.send-failed': {
    level: 'warn',
    meaning:
      'The queue did not accept a delivery for its next attempt. The message that is there is delivered again instead.',
    action: 'If it continues, look at the queue `undersigned-deliveries`.',
  },
  'deliveries.tried': {
    level: 'info',
    meaning:
      'An attempt to deliver a webhook ended. With `done: false` it is repeated; `why` says what the endpoint did.',
    action: 'Nothing: the campaign sees the deliveries of its webhooks, and can retry them.',
  },
  'edge.fault': {
    level: 'error',
    meaning: 'An unexpected error in the edge Worker. The visitor got a 503.',
    action: 'Read `error`. If it names a setting, correct the setting; otherwise look at `GET /healthz`.',
  },
  'emails.dispatch-failed': {
    level: 'warn',
    meaning: 'The queue did not accept emails. The cron puts them on the queue within minutes.',
    action: 'If it continues, look at the queue `undersigned-emails`.',
  },
  'emails.failed': {
    level: 'error',
    meaning: 'The database failed during an attempt to send an email. The attempt is repeated.',
    action: 'If it continues, look at `GET /healthz`.',
  },
  'emails.hold-failed': {
    level: 'error',
    meaning: 'An email setting is wrong, and the database failed as well. The email is tried again later.',
    action: 'Correct the setting that `emails.settings-wrong` names.',
  },
  'emails.settings-wrong': {
    level: 'error',
    meaning: 'An email setting is missing or wrong. No email is sent, and none loses an attempt.',
    action: 'Correct the setting that the event names, and deploy. The emails are sent then.',
  },
  'emails.tried': {
    level: 'info',
    meaning: 'An attempt to send an email ended. With `done: false` it is repeated; `why` is a code.',
    action: 'Look the code up in [Email](settings.md#email) if there are many.',
  },
  'ledger.poisoned': {
    level: 'error',
    meaning: 'The database refused one message. The rest of its batch was stored, and this one is tried again.',
    action: 'Nothing yet: if it is refused too often, `dead-letters.stored` follows.',
  },
  'ledger.store-direct-failed': {
    level: 'error',
    meaning: 'Both the queue and the database failed. The signer was told, and the form tries again.',
    action: 'Look at `GET /healthz`, and at the status page of Cloudflare.',
  },
  'ledger.store-failed': {
    level: 'error',
    meaning: 'The database refused a batch. It is delivered again for about four days.',
    action: 'Look at `kind` and `error`. A migration may be missing: `GET /healthz` says so.',
  },
  'ledger.stored': {
    level: 'info',
    meaning: 'A batch was stored: how many signatures of each kind.',
    action: 'Nothing.',
  },
  'links.read-failed': {
    level: 'error',
    meaning: 'The database did not answer when a link in an email was opened. The link works all the same.',
    action: 'If it continues, look at `GET /healthz`.',
  },
  'og-image.failed': {
    level: 'error',
    meaning: 'A social media image was not drawn in time. The generic image was served.',
    action: 'If it continues, look at the log of the Open Graph Worker.',
  },
  'og-image.without-image': {
    level: 'error',
    meaning: 'A social media image could not be drawn with the image of the petition. It was drawn without it.',
    action: 'Ask the campaign for a smaller image, if it is always the same petition.',
  },
  'messages.newer': {
    level: 'warn',
    meaning: 'Messages of a newer release are on a queue. They are tried again for most of a day.',
    action: 'Deploy the newer release: the consumer Worker is older than the one that wrote them.',
  },
  'operators.link-made': {
    level: 'warn',
    meaning: 'Somebody with the operator’s token made a link, with which its reader becomes an operator.',
    action: 'If it was none of you, replace `ADMIN_TOKEN`, and begin again with operators (see above).',
  },
  'operators.removed': {
    level: 'warn',
    meaning: 'An operator removed an account from the operators: both by their ids.',
    action: 'If none of you did that, make a new link, and look at the list of operators.',
  },
  'petition.no-key': {
    level: 'error',
    meaning: 'An open petition has no public key. Its signatures are refused.',
    action: 'Ask the campaign for a key at once: see [contacts.md](contacts.md).',
  },
  'queue.metrics-failed': {
    level: 'warn',
    meaning: 'The cron trigger could not learn how much waits in a queue. It queued what is overdue all the same.',
    action: 'If it continues, look at `GET /healthz`: the queue does not answer.',
  },
  'queue.send-failed': {
    level: 'warn',
    meaning: 'The queue did not accept a signature in time, so the edge Worker stored it itself.',
    action: 'If it continues, look at the queue `undersigned-signatures`.',
  },
  'recount.done': {
    level: 'info',
    meaning: 'A nightly recount of every petition ended. `drift` is how many counts differ: 0, when all is well.',
    action: 'If it is not 0, see `recount.drift`.',
  },
  'recount.drift': {
    level: 'error',
    meaning: 'A stored count of a petition differs from its signatures.',
    action: 'Run `npm run recount`, and find out why before you use `--fix`: see [Recount](#recount).',
  },
  'recount.failed': {
    level: 'error',
    meaning: 'The recount of one petition failed. The others were compared, and it has its turn again the next night.',
    action: 'If it is always the same petition, run `npm run recount -- --petition SLUG`.',
  },
  'recount.fixed': {
    level: 'warn',
    meaning:
      'The operator fixed the stored counts of a petition: the counter before and after, and how much else changed.',
    action: 'Nothing.',
  },
  'recount.too-large': {
    level: 'warn',
    meaning: 'A petition has too many signatures to be compared in one statement.',
    action: 'See [Recount](#recount).',
  },
  'reports.limited': {
    level: 'warn',
    meaning: 'A petition reached its limit of reports for one day. Further ones are refused until tomorrow.',
    action: 'Read the reports that you have, and look at the petition.',
  },
  'reports.store-failed': {
    level: 'error',
    meaning: 'A report of a petition could not be stored. Its sender was asked to try again.',
    action: 'If it continues, look at `GET /healthz`.',
  },
  'review.carry-on-failed': {
    level: 'warn',
    meaning:
      'After a decision about many held signatures, the database failed. What is left follows within minutes, by the cron.',
    action: 'If it continues, look at `GET /healthz`: the database does not answer.',
  },
  'review.velocity-failed': {
    level: 'error',
    meaning: 'The database did not say how fast signatures came. The batch was screened without that.',
    action: 'If it continues, look at `GET /healthz`, and at the signatures of that time.',
  },
  'scheduled.hourly': {
    level: 'info',
    meaning: 'The hourly tasks ended: how much each did.',
    action: 'Nothing. Without it for two hours, the cron triggers are missing: deploy the edge Worker.',
  },
  'scheduled.minutely': {
    level: 'info',
    meaning: 'The tasks of the minute ended: how much each did.',
    action: 'Nothing. Without it for five minutes, the cron triggers are missing: deploy the edge Worker.',
  },
  'scheduled.nightly': {
    level: 'info',
    meaning: 'A part of the nightly recount ended.',
    action: 'Nothing.',
  },
  'scheduled.not-noted': {
    level: 'warn',
    meaning: 'The cron ran, and could not note that it did.',
    action: 'If it continues, `GET /healthz` says that the cron has stopped: look at what it says of the database.',
  },
  'scheduled.statements-spent': {
    level: 'warn',
    meaning:
      'Tasks were not finished, because an invocation may send no more statements. They continue in the next run.',
    action: 'If it continues for hours on the free plan, change to the paid one.',
  },
  'scheduled.task-failed': {
    level: 'error',
    meaning: 'A task of the cron failed. The others ran, and it is repeated in the next run.',
    action: 'If it is always the same task, read `error`.',
  },
  'spike.began': {
    level: 'warn',
    meaning: 'More happens than the database keeps up with, and spike mode has begun by itself.',
    action: 'Nothing: signatures are accepted as before. See [Spike mode](#spike-mode).',
  },
  'spike.ended': {
    level: 'info',
    meaning: 'Spike mode has ended by itself: when, and when and why it had begun.',
    action: 'Nothing.',
  },
  'spike.not-noted': {
    level: 'warn',
    meaning: 'A batch showed a spike, and the database did not store that in time. The next batch tries again.',
    action: 'If it continues, look at `GET /healthz`: the database does not answer.',
  },
  'static-counts.not-asked': {
    level: 'warn',
    meaning: 'The consumer did not answer when a petition changed. Its static count follows within a minute.',
    action: 'If it continues, look at the log of the consumer Worker.',
  },
  'static-counts.publish-failed': {
    level: 'error',
    meaning:
      'A static count could not be written to the bucket. The cron tries again every minute; counters ask the Worker.',
    action: 'If it continues, look at the bucket: see [A flood of views](#a-flood-of-views).',
  },
  'static-counts.published': {
    level: 'info',
    meaning: 'Static counts of so many petitions were written to the bucket.',
    action: 'Nothing.',
  },
  'tokens.use-not-written': {
    level: 'warn',
    meaning: 'When a campaign token was last used could not be stored. The request was answered.',
    action: 'If it continues, look at `GET /healthz`.',
  },
  'turnstile.failed': {
    level: 'error',
    meaning: 'Turnstile did not answer, or does not accept our secret. Signers were asked to try again.',
    action: 'Check `TURNSTILE_SECRET`, or set `BOT_CHECK=altcha`.',
  },
  'upstash.failed': {
    level: 'warn',
    meaning:
      'Upstash did not answer for a limit: `timeout`, `unreachable`, `refused` or `nonsense`. The limit of the binding decides.',
    action: 'If it continues, check the settings of Upstash.',
  },
} as const satisfies Record<string, LogEvent>

export type LogLevel = 'info' | 'warn' | 'error'

interface LogEvent {
  level: LogLevel
  /** In Markdown, as it is in the table. */
  meaning: string
  action: string
}

type Events = typeof LOG_EVENTS

/** The names of one level. */
export type EventOf<Level extends LogLevel> = {
  [Name in keyof Events]: Events[Name]['level'] extends Level ? Name : never
}[keyof Events]

-- Made by drizzle-kit from schema/tables.ts. By hand since drizzle cannot say it: WITHOUT ROWID, as in 0000, and the
-- last statement, which gives the signatures of before the time at which they began to count.
CREATE TABLE `inbox` (
	`id` text PRIMARY KEY NOT NULL,
	`sealed` blob NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `mails` (
	`petition_id` integer NOT NULL,
	`signer` blob NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`signature_id` text NOT NULL,
	`sealed` blob,
	`contact` blob,
	`public_name` text,
	`comment` text,
	`locale` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`last_error` text,
	PRIMARY KEY(`petition_id`, `signer`, `id`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`next_attempt_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE TABLE `removals` (
	`petition_id` integer NOT NULL,
	`day` text NOT NULL,
	`reason` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `day`, `reason`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `withdrawals` (
	`petition_id` integer NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `id`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `petitions` ADD `public_keys` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `petitions` ADD `review_rules` text;--> statement-breakpoint
ALTER TABLE `petitions` ADD `unconfirmed_erased_at` integer;--> statement-breakpoint
ALTER TABLE `petitions` ADD `contacts_erased_at` integer;--> statement-breakpoint
ALTER TABLE `petitions` ADD `review_erased_id` text;--> statement-breakpoint
ALTER TABLE `signatures` ADD `confirmed_at` integer;--> statement-breakpoint
ALTER TABLE `signatures` ADD `contact` blob;--> statement-breakpoint
ALTER TABLE `signatures` ADD `contact_id` text;--> statement-breakpoint
ALTER TABLE `signatures` ADD `suspicion` text;--> statement-breakpoint
ALTER TABLE `signatures` ADD `network` blob;--> statement-breakpoint
ALTER TABLE `signatures` ADD `mail_domain` blob;--> statement-breakpoint
ALTER TABLE `signatures` ADD `request_country` text;--> statement-breakpoint
ALTER TABLE `signatures` ADD `disposable` integer;--> statement-breakpoint
ALTER TABLE `signatures` ADD `signals` text;--> statement-breakpoint
CREATE INDEX `signatures_network` ON `signatures` (`petition_id`,`network`,`signed_at`) WHERE network IS NOT NULL;--> statement-breakpoint
CREATE INDEX `signatures_mail_domain` ON `signatures` (`petition_id`,`mail_domain`,`signed_at`) WHERE mail_domain IS NOT NULL;--> statement-breakpoint
CREATE INDEX `signatures_quarantined` ON `signatures` (`petition_id`) WHERE status = 'quarantined';--> statement-breakpoint
UPDATE `signatures` SET `confirmed_at` = `signed_at` WHERE `status` = 'counted';

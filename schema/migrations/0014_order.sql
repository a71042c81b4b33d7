-- Made by drizzle-kit from schema/tables.ts. By hand since drizzle cannot say it: WITHOUT ROWID, as in 0000, and what is
-- copied before a column is dropped.
CREATE TABLE `repeats` (
	`petition_id` integer NOT NULL,
	`signer` blob NOT NULL,
	`id` text NOT NULL,
	`public_name` text,
	`country` text,
	`comment` text,
	`partner` text,
	`locale` text NOT NULL,
	`signed_at` integer NOT NULL,
	`stored_at` integer NOT NULL,
	`confirmed_at` integer,
	`contact` blob,
	`sealed` blob,
	`suspicion` text,
	`network` blob,
	`email_domain` blob,
	`request_country` text,
	`disposable` integer,
	`signals` text,
	PRIMARY KEY(`petition_id`, `signer`, `id`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `repeats_petition_id` ON `repeats` (`petition_id`,`id`);--> statement-breakpoint
CREATE INDEX `repeats_stored` ON `repeats` (`stored_at`);--> statement-breakpoint
CREATE TABLE `withdrawn_signers` (
	`petition_id` integer NOT NULL,
	`signer` blob NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `signer`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `withdrawn_signers_at` ON `withdrawn_signers` (`at`);--> statement-breakpoint
CREATE INDEX `withdrawals_at` ON `withdrawals` (`at`);--> statement-breakpoint
UPDATE `signatures` SET `id` = `contact_id` WHERE `contact_id` IS NOT NULL;--> statement-breakpoint
INSERT INTO `repeats` (`petition_id`, `signer`, `id`, `public_name`, `country`, `comment`, `partner`, `locale`, `signed_at`, `stored_at`, `contact`)
SELECT m.`petition_id`, m.`signer`, m.`id`, m.`public_name`, s.`country`, m.`comment`, s.`partner`, m.`locale`, m.`created_at`, m.`created_at`, m.`contact`
FROM `emails` AS m JOIN `signatures` AS s ON s.`petition_id` = m.`petition_id` AND s.`signer` = m.`signer`
WHERE m.`contact` IS NOT NULL AND m.`id` <> s.`id` AND s.`status` <> 'removed';--> statement-breakpoint
ALTER TABLE `signatures` DROP COLUMN `contact_id`;--> statement-breakpoint
UPDATE `emails` SET `signature_id` = `id` WHERE `contact` IS NOT NULL AND `kind` = 'confirm';--> statement-breakpoint
ALTER TABLE `emails` DROP COLUMN `contact`;--> statement-breakpoint
ALTER TABLE `emails` DROP COLUMN `public_name`;--> statement-breakpoint
ALTER TABLE `emails` DROP COLUMN `comment`;--> statement-breakpoint
ALTER TABLE `petitions` ADD `pauses` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
UPDATE `petitions` SET `pauses` = json_array(json_array(`paused_at`, `resumed_at`)) WHERE `paused_at` IS NOT NULL AND `resumed_at` IS NOT NULL;--> statement-breakpoint
ALTER TABLE `petitions` DROP COLUMN `paused_at`;--> statement-breakpoint
ALTER TABLE `petitions` DROP COLUMN `resumed_at`;

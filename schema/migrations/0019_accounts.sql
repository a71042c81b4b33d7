CREATE TABLE `account_emails` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`email_hash` blob NOT NULL,
	`address` blob,
	`sealed` blob,
	`locale` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer,
	`leased_until` integer,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`last_error` text
);
--> statement-breakpoint
CREATE INDEX `account_emails_email` ON `account_emails` (`email_hash`);--> statement-breakpoint
CREATE INDEX `account_emails_due` ON `account_emails` (`next_attempt_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `account_emails_not_pending` ON `account_emails` (`created_at`) WHERE state <> 'pending';--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`email_hash` blob NOT NULL,
	`sealed` blob NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`locale` text NOT NULL,
	`is_operator` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_email_hash_unique` ON `accounts` (`email_hash`);--> statement-breakpoint
CREATE INDEX `accounts_operators` ON `accounts` (`is_operator`) WHERE is_operator = 1;--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`data` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`preview_hash` text,
	`preview_expires_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `drafts_account` ON `drafts` (`account_id`);--> statement-breakpoint
CREATE INDEX `drafts_preview` ON `drafts` (`preview_hash`) WHERE preview_hash IS NOT NULL;--> statement-breakpoint
CREATE INDEX `drafts_updated` ON `drafts` (`updated_at`);--> statement-breakpoint
CREATE TABLE `members` (
	`petition_id` integer NOT NULL,
	`account_id` text NOT NULL,
	`role` text NOT NULL,
	`added_by` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `account_id`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `members_account` ON `members` (`account_id`);--> statement-breakpoint
CREATE TABLE `passkey_challenges` (
	`challenge` text PRIMARY KEY NOT NULL,
	`account_id` text,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `passkey_challenges_account` ON `passkey_challenges` (`account_id`) WHERE account_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `passkey_challenges_expires` ON `passkey_challenges` (`expires_at`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`credential_id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`public_key` blob NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `passkeys_account` ON `passkeys` (`account_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`secret_hash` text NOT NULL,
	`previous_hash` text,
	`account_id` text NOT NULL,
	`label` text NOT NULL,
	`created_at` integer NOT NULL,
	`rotated_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_account` ON `sessions` (`account_id`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sign_in_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`email_hash` blob,
	`sealed` blob,
	`account_id` text,
	`petition_id` integer,
	`role` text,
	`invited_by` text,
	`locale` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`used_by` text,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sign_in_links_email` ON `sign_in_links` (`email_hash`,`created_at`);--> statement-breakpoint
CREATE INDEX `sign_in_links_petition` ON `sign_in_links` (`petition_id`) WHERE petition_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `sign_in_links_invited_by` ON `sign_in_links` (`invited_by`,`created_at`) WHERE invited_by IS NOT NULL;--> statement-breakpoint
CREATE INDEX `sign_in_links_account` ON `sign_in_links` (`account_id`) WHERE account_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `sign_in_links_expires` ON `sign_in_links` (`expires_at`);--> statement-breakpoint
ALTER TABLE `petitions` ADD `submitted_at` integer;--> statement-breakpoint
ALTER TABLE `petitions` ADD `taken_down_at` integer;--> statement-breakpoint
ALTER TABLE `petitions` ADD `taken_down_ground` text;--> statement-breakpoint
ALTER TABLE `petitions` ADD `taken_down_reason` text;--> statement-breakpoint
CREATE INDEX `petitions_submitted` ON `petitions` (`submitted_at`) WHERE submitted_at IS NOT NULL;--> statement-breakpoint
ALTER TABLE `tokens` ADD `name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `tokens` ADD `scopes` text DEFAULT '["all"]' NOT NULL;--> statement-breakpoint
ALTER TABLE `tokens` ADD `expires_at` integer;--> statement-breakpoint
ALTER TABLE `tokens` ADD `used_at` integer;--> statement-breakpoint
ALTER TABLE `tokens` ADD `created_by` text;--> statement-breakpoint
ALTER TABLE `tokens` ADD `revoked_at` integer;--> statement-breakpoint
CREATE INDEX `tokens_petition` ON `tokens` (`petition_id`);
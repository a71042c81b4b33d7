-- Made by drizzle-kit from schema/tables.ts. By hand since drizzle cannot say it: WITHOUT ROWID on the tables whose
-- primary key has several columns. There the key is the table, and a row is one write instead of two.
CREATE TABLE `counters` (
	`petition_id` integer NOT NULL,
	`shard` integer NOT NULL,
	`n` integer NOT NULL,
	`before` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `shard`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`queue` text NOT NULL,
	`body` text NOT NULL,
	`sent_at` integer NOT NULL,
	`kept_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`webhook_id` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer,
	`created_at` integer NOT NULL,
	`delivered_at` integer,
	`last_status` integer,
	`last_error` text,
	FOREIGN KEY (`event_id`) REFERENCES `outbox`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `deliveries_webhook` ON `deliveries` (`webhook_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `deliveries_due` ON `deliveries` (`next_attempt_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE TABLE `milestones` (
	`petition_id` integer NOT NULL,
	`threshold` integer NOT NULL,
	`count` integer NOT NULL,
	`reached_at` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `threshold`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`petition_id` integer NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outbox_petition` ON `outbox` (`petition_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `petitions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`addressee` text NOT NULL,
	`starter` text NOT NULL,
	`body` text NOT NULL,
	`language` text NOT NULL,
	`goal` integer,
	`milestones` text NOT NULL,
	`state` text NOT NULL,
	`confirmation` text NOT NULL,
	`created_at` integer NOT NULL,
	`closes_at` integer,
	`closed_at` integer,
	`paused_at` integer,
	`resumed_at` integer,
	`external_count` integer DEFAULT 0 NOT NULL,
	`shard_count` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `petitions_slug_unique` ON `petitions` (`slug`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`petition_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `signatures` (
	`petition_id` integer NOT NULL,
	`signer` blob NOT NULL,
	`id` text NOT NULL,
	`public_name` text,
	`country` text,
	`comment` text,
	`source` text,
	`locale` text NOT NULL,
	`status` text NOT NULL,
	`signed_at` integer NOT NULL,
	`stored_at` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `signer`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `signatures_petition_id` ON `signatures` (`petition_id`,`id`);--> statement-breakpoint
CREATE TABLE `tallies` (
	`petition_id` integer NOT NULL,
	`dimension` text NOT NULL,
	`key` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`petition_id`, `dimension`, `key`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`petition_id` integer NOT NULL,
	`url` text NOT NULL,
	`generation` integer DEFAULT 1 NOT NULL,
	`rotated_at` integer,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhooks_petition` ON `webhooks` (`petition_id`);
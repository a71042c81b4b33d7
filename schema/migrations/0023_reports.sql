-- Made by drizzle-kit from schema/tables.ts. By hand since drizzle cannot say it: WITHOUT ROWID, as in 0000.
CREATE TABLE `asked_changes` (
	`petition_id` integer PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`addressee` text NOT NULL,
	`starter` text NOT NULL,
	`body` text NOT NULL,
	`image_hash` text,
	`message` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reports` (
	`petition_id` integer NOT NULL,
	`id` text NOT NULL,
	`about` text NOT NULL,
	`about_id` text,
	`ground` text NOT NULL,
	`sealed` blob NOT NULL,
	`email_hash` blob,
	`address` blob,
	`locale` text NOT NULL,
	`created_at` integer NOT NULL,
	`decision` text,
	`decided_by` text,
	`decided_at` integer,
	PRIMARY KEY(`petition_id`, `id`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `reports_open` ON `reports` (`created_at`) WHERE decision IS NULL;--> statement-breakpoint
CREATE INDEX `reports_open_petition` ON `reports` (`petition_id`,`id`) WHERE decision IS NULL;--> statement-breakpoint
CREATE INDEX `reports_decided` ON `reports` (`decided_at`) WHERE decision IS NOT NULL;

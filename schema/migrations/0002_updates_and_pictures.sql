-- Made by drizzle-kit from schema/tables.ts. By hand since drizzle cannot say it: WITHOUT ROWID on updates, as in 0000.
CREATE TABLE `pictures` (
	`petition_id` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`bytes` blob NOT NULL,
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `updates` (
	`petition_id` integer NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`published_at` integer NOT NULL,
	`edited_at` integer,
	PRIMARY KEY(`petition_id`, `id`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `petitions` ADD `outcome` text;--> statement-breakpoint
ALTER TABLE `petitions` ADD `picture` text;
-- Made by drizzle-kit from schema/tables. By hand since drizzle cannot say it: WITHOUT ROWID, as in 0000.
CREATE TABLE `partners` (
	`petition_id` integer NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`link` text,
	`key_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`dismissed_at` integer,
	PRIMARY KEY(`petition_id`, `code`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;

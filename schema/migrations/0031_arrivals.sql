-- Made by drizzle-kit from schema/tables.ts. By hand since drizzle cannot say it: WITHOUT ROWID, as in 0000.
CREATE TABLE `arrivals` (
	`petition_id` integer NOT NULL,
	`slot` integer NOT NULL,
	`lines` text NOT NULL,
	PRIMARY KEY(`petition_id`, `slot`),
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `arrivals_slot` ON `arrivals` (`slot`);

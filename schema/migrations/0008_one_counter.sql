-- Made by drizzle-kit, but for the sums, and without its PRAGMAs: no table refers to counters.
CREATE TABLE `__new_counters` (
	`petition_id` integer PRIMARY KEY NOT NULL,
	`n` integer NOT NULL,
	`before` integer NOT NULL,
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_counters`("petition_id", "n", "before") SELECT "petition_id", sum("n"), sum("before") FROM `counters` GROUP BY "petition_id";--> statement-breakpoint
DROP TABLE `counters`;--> statement-breakpoint
ALTER TABLE `__new_counters` RENAME TO `counters`;--> statement-breakpoint
ALTER TABLE `petitions` DROP COLUMN `shard_count`;

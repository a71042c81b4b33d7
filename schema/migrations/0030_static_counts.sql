CREATE TABLE `static_counts` (
	`petition_id` integer PRIMARY KEY NOT NULL,
	`claimed_at` integer NOT NULL,
	`fast_at` integer NOT NULL,
	`published_at` integer DEFAULT 0 NOT NULL,
	`failing_since` integer,
	FOREIGN KEY (`petition_id`) REFERENCES `petitions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `static_counts_claimed` ON `static_counts` (`claimed_at`);
CREATE TABLE `cron_runs` (
	`cron` text PRIMARY KEY NOT NULL,
	`ran_at` integer NOT NULL
-- One row that is written instead of two: drizzle cannot say it.
) WITHOUT ROWID;
--> statement-breakpoint
-- So that a cron that never begins is seen, too.
INSERT INTO `cron_runs` (`cron`, `ran_at`) VALUES ('minutely', CAST(unixepoch('subsec') * 1000 AS INTEGER));

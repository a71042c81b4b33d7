CREATE TABLE `spike` (
	`id` integer PRIMARY KEY NOT NULL,
	`why` text NOT NULL,
	`began_at` integer NOT NULL,
	`until` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
-- By hand: the one row, of no spike yet.
INSERT INTO `spike` (`id`, `why`, `began_at`, `until`, `ended_at`) VALUES (1, 'backlog', 0, 0, 0);
